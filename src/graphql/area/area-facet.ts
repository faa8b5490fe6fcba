import type { FacetCount } from '../../catalogue/service-query.ts'
import type { Area } from '../../geography/area.ts'
import { builder } from '../builder.ts'
import type { RequestContext } from '../context.ts'
import { AreaRef } from '../refs.ts'

export const AreaCountRef = builder.objectRef<{ readonly area: Area; readonly count: number }>('AreaCount').implement({
  description: 'How many services count for an area.',
  fields: (t) => ({
    area: t.expose('area', { type: AreaRef, nullable: false, description: 'The area.' }),
    count: t.exposeInt('count', { nullable: false, description: 'How many services.' }),
  }),
})

/** Counts with their areas. */
export function readAreaCounts(counts: readonly FacetCount[], { reader }: RequestContext) {
  return counts.flatMap(({ key, count }) => {
    const area = reader.areas.gazetteer().find(key ?? '')
    return area === undefined ? [] : [{ area, count }]
  })
}
