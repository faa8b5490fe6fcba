import type { CountedSmallArea } from '../../coverage/distance-figures.ts'
import type { CountedRecord } from '../../catalogue/figures/figures-reader.ts'
import { areasByCode } from '../area/area.ts'
import { builder } from '../builder.ts'
import { AreaRef, ServiceRef } from '../refs.ts'

/** A small area as the distance figures count it, with what its records were looked up as. */
export interface ShownSmallArea extends CountedSmallArea {
  readonly records: ReadonlyMap<number, CountedRecord>
}

/** Row numbers of the records that stand for the services located there, and that of the nearest place. */
export function recordsOfSmallArea({ located, nearest }: CountedSmallArea): readonly number[] {
  return [...located, ...(nearest === undefined ? [] : [nearest])].map(({ record }) => record)
}

export const CountedSmallAreaRef = builder.objectRef<ShownSmallArea>('CountedSmallArea').implement({
  description: 'A small area, with what distances and rates by deprivation are made of.',
  fields: (t) => ({
    area: t.field({
      type: AreaRef,
      nullable: true,
      description: 'The small area: its people and its decile. Null where it is known by its centre alone.',
      resolve: ({ smallArea: { code } }, _args, context) => areasByCode([code], context)[0],
    }),
    nearestMetres: t.float({
      nullable: true,
      description: 'Straight metres from its centre to the nearest site. Null where there is no site at all.',
      resolve: ({ nearestMetres }) => nearestMetres,
    }),
    nearest: t.field({
      type: ServiceRef,
      nullable: true,
      description: 'A record that has the nearest site. Null where there is none.',
      resolve: ({ nearest, records }, _args, { loaders }) => {
        const ref = records.get(nearest?.record ?? -1)?.ref
        return ref === undefined ? null : loaders.services.load(ref)
      },
    }),
  }),
})
