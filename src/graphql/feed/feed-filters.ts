import type { FeedsReader } from '../../catalogue/catalogue-reader.ts'
import { builder } from '../builder.ts'

type Honesty = ReturnType<FeedsReader['feedInspection']>['filters'][number]

const HonestyResultRef = builder.enumType('HonestyResult', {
  description: 'Whether a parameter of a feed does what it says.',
  values: {
    HONOURED: { description: 'It finds what it should and leaves out the rest.' },
    IGNORED: { description: 'The feed answers as if it had not been given.' },
    BREAKS: { description: 'It loses services that it should find.' },
    ERROR: { description: 'The feed answers it with an error.' },
    UNTESTED: { description: 'It was not tried, or there was nothing to try it with.' },
  } as const satisfies Record<Honesty['result'], object>,
})

export const FilterHonestyRef = builder.objectRef<Honesty>('FilterHonesty').implement({
  description: 'Whether one parameter of a feed does what it says, tried with the own values of up to ten services.',
  fields: (t) => ({
    parameter: t.exposeString('parameter', {
      nullable: false,
      description: 'The parameter as the feed’s dialect has it.',
    }),
    result: t.expose('result', { type: HonestyResultRef, nullable: false, description: 'What came of it.' }),
    at: t.expose('at', { type: 'DateTime', nullable: true, description: 'When it was tried. Null where it was not.' }),
  }),
})
