import type { SourcedPopulation } from '../../coverage/population.ts'
import { builder } from '../builder.ts'

export const PopulationBandRef = builder.enumType('PopulationBand', {
  description: 'Which people are counted, by age.',
  values: {
    ALL: { description: 'People of all ages.' },
    AGE_0_17: { description: 'People up to 17 years old.' },
    AGE_18_64: { description: 'People from 18 to 64 years old.' },
    AGE_65_PLUS: { description: 'People of 65 years and older.' },
    AGE_0_4: { description: 'People from 0 to 4 years old.' },
    AGE_5_9: { description: 'People from 5 to 9 years old.' },
    AGE_10_14: { description: 'People from 10 to 14 years old.' },
    AGE_15_19: { description: 'People from 15 to 19 years old.' },
    AGE_20_24: { description: 'People from 20 to 24 years old.' },
    AGE_25_29: { description: 'People from 25 to 29 years old.' },
    AGE_30_34: { description: 'People from 30 to 34 years old.' },
    AGE_35_39: { description: 'People from 35 to 39 years old.' },
    AGE_40_44: { description: 'People from 40 to 44 years old.' },
    AGE_45_49: { description: 'People from 45 to 49 years old.' },
    AGE_50_54: { description: 'People from 50 to 54 years old.' },
    AGE_55_59: { description: 'People from 55 to 59 years old.' },
    AGE_60_64: { description: 'People from 60 to 64 years old.' },
    AGE_65_69: { description: 'People from 65 to 69 years old.' },
    AGE_70_74: { description: 'People from 70 to 74 years old.' },
    AGE_75_79: { description: 'People from 75 to 79 years old.' },
    AGE_80_84: { description: 'People from 80 to 84 years old.' },
    AGE_85_PLUS: { description: 'People of 85 years and older.' },
  } as const,
})

export const PopulationRef = builder.objectRef<SourcedPopulation>('Population').implement({
  description: 'How many people usually live in an area.',
  fields: (t) => ({
    value: t.exposeInt('value', { nullable: false, description: 'How many.' }),
    year: t.exposeInt('year', {
      nullable: false,
      description: 'The year they were counted or estimated for; of a sum of several years the first.',
    }),
    vintages: t.exposeStringList('vintages', {
      nullable: false,
      description:
        'What they were counted or estimated as, such as mid-2020; the year where no more is known. Several where it is a sum of several, the earliest first.',
    }),
    source: t.exposeString('source', { nullable: false, description: 'Who says so.' }),
  }),
})
