import type { Demand } from '../graphql/context.ts'
import { present } from '../model/present.ts'
import { openDemandFile } from '../store/demand-file.ts'
import { countDemand } from './count-demand.ts'
import type { InForce } from './in-force.ts'
import type { ServingParts } from './serving-side.ts'

/** Counts searches beside the file, where the configuration asks for it and this process may write there. */
export function createDemand(
  { file, now, isWriting = true, noteSearch }: ServingParts,
  { config }: InForce,
): Demand & { close(): void } {
  const rows = openDemandFile(file, now)
  const counted = countDemand(isWriting ? rows : { ...rows, append() {} }, {
    now,
    isOn: () => config().countDemand === true,
  })
  return { ...counted, ...present({ note: noteSearch }) }
}
