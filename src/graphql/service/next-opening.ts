import { findNextOpening, type NextOpening } from '../../catalogue/records/find-next-opening.ts'
import type { StoredService } from '../../model/stored-records.ts'
import { builder, type FieldBuilder } from '../builder.ts'
import { fromFullService } from '../node/detail.ts'

const NextOpeningRef = builder.objectRef<NextOpening>('NextOpening').implement({
  description: 'When a service takes place next, by its schedules.',
  fields: (t) => ({
    date: t.expose('date', { type: 'Date', nullable: false, description: 'The day, in London.' }),
    opensAt: t.expose('opensAt', {
      type: 'LocalTime',
      nullable: true,
      description:
        'When it opens then, on the clock in London. Null where that is not known, or was on the day before.',
    }),
    closesAt: t.expose('closesAt', {
      type: 'LocalTime',
      nullable: true,
      description:
        'When it closes, on the clock in London; before opensAt: on the next day. Null where that is not known.',
    }),
    certain: t.exposeBoolean('isCertain', {
      nullable: false,
      description:
        'False: it may take place then, but what is stated leaves that open, as a bank holiday that no schedule speaks of does.',
    }),
  }),
})

/** The field of a service that says when it takes place next. */
export function nextOpeningField(t: FieldBuilder<StoredService>) {
  return t.field({
    type: NextOpeningRef,
    nullable: true,
    description:
      'The first day within 35 on which it takes place, or may, as the filter `openAt` has it. Null where no schedule states when, or none of these days is one.',
    args: {
      from: t.arg({ type: 'DateTime', required: true, description: 'From this instant on.' }),
    },
    resolve: (stored, { from }, context) => fromFullService(stored, context, (full) => findNextOpening(full, from)),
  })
}
