import type { CountedFacts } from '../../coverage/counted-facts.ts'
import { FIELD_GROUPS, type FieldGroup } from '../../model/field-groups.ts'
import { DeliveryClassRef } from '../area/delivery-class.ts'
import { builder } from '../builder.ts'
import { QualityBandRef } from './quality.ts'

const FreshnessClassRef = builder.enumType('FreshnessClass', {
  description: 'How long ago a service was last assured.',
  values: {
    D90: { value: 'd90', description: 'At most 90 days ago.' },
    D180: { value: 'd180', description: '91 to 180 days ago.' },
    D365: { value: 'd365', description: '181 to 365 days ago.' },
    OLDER: { value: 'older', description: 'More than 365 days ago.' },
    UNKNOWN: { value: 'unknown', description: 'Not known, or said to lie in the future.' },
  } as const satisfies Record<string, { value: CountedFacts['freshness']; description: string }>,
})

const StatedGroupRef = builder.enumType('StatedGroup', {
  description: 'A group of fields that a service states, as `completeness` counts them.',
  values: {
    CONTACT: { value: 'contact', description: 'A telephone number, e-mail address or page.' },
    PLACE: { value: 'place', description: 'A location or a service area.' },
    SCHEDULE: { value: 'schedule', description: 'A schedule.' },
    COST: { value: 'cost', description: 'Fees or a cost option.' },
    ELIGIBILITY: { value: 'eligibility', description: 'An age, or a description of who may come.' },
    ACCESSIBILITY: { value: 'accessibility', description: 'An accessibility feature of a place.' },
    LANGUAGE: { value: 'language', description: 'Any language.' },
    DESCRIPTION: { value: 'description', description: 'A description of 50 characters or more.' },
    OTHER_LANGUAGE: { value: 'otherLanguage', description: 'A language other than English.' },
  } as const satisfies Record<string, { value: FieldGroup; description: string }>,
})

export const CountedFactsRef = builder.objectRef<CountedFacts>('CountedFacts').implement({
  description:
    'As what one service counts in figures: over all its records that pass the filter together, by the definition of each figure.',
  fields: (t) => ({
    free: t.exposeBoolean('free', {
      nullable: true,
      description: 'Whether it is free. Null where its records do not say, or contradict each other.',
    }),
    freshness: t.expose('freshness', {
      type: FreshnessClassRef,
      nullable: false,
      description: 'How long ago it was last assured, by the newest date of its records.',
    }),
    deliveryClass: t.expose('delivery', {
      type: DeliveryClassRef,
      nullable: false,
      description: 'Where it is delivered; UNPLACED are those of the unplaced share.',
    }),
    qualityBand: t.expose('qualityBand', {
      type: QualityBandRef,
      nullable: true,
      description: 'The band of its best record. Null where none is scored.',
    }),
    crossListed: t.exposeBoolean('isCrossListed', {
      nullable: false,
      description: 'Whether two feeds or more list it.',
    }),
    states: t.field({
      type: [StatedGroupRef],
      nullable: false,
      description: 'The groups of fields that any of its records states.',
      resolve: ({ states }) => FIELD_GROUPS.filter((group) => states.includes(group)),
    }),
    ageBands: t.exposeStringList('ageBands', {
      nullable: true,
      description:
        'The bands that its ages overlap, such as 0-4 and 65+. Null where none of its records states an age.',
    }),
  }),
})
