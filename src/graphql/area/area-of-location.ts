import type { RecordRef } from '../../model/record.ts'
import type { Area, AreaType } from '../../geography/area.ts'
import { areasByCode } from './area.ts'
import type { RequestContext } from '../context.ts'

/** The areas a location lies in, the innermost first, or those of one kind. */
export function areasOfLocation(
  ref: RecordRef,
  type: AreaType | undefined,
  context: RequestContext,
): readonly Area[] | Promise<readonly Area[]> {
  const codes = context.loaders.locationAreas.load({ feed: ref.feed, originId: ref.originId })
  const read = (found: readonly string[] | undefined): readonly Area[] =>
    areasByCode(found ?? [], context).filter((area) => (type ?? area.type) === area.type)
  return codes instanceof Promise ? codes.then(read) : read(codes)
}
