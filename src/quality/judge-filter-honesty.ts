import type { FilterObservation, FilterProbe } from '../model/feed-observations.ts'
import type { FilterHonesty } from '../model/inspection.ts'

/** Below it a filter loses records that it should find; one in ten may have changed between two requests. */
const LEAST_RECALL = 0.9

/** Judges every parameter a feed's dialect has (docs/figures.md 4.3), in the order given. */
export function judgeFilterHonesty(observations: readonly FilterObservation[]): readonly FilterHonesty[] {
  return observations.map((observation) => {
    const answered = observation.probes.filter((probe) => isAnswered(probe))
    const result = judge(observation, answered)
    const recall = answered.filter((probe) => probe.found).length / answered.length
    return { parameter: observation.parameter, result, ...(answered.length === 0 ? {} : { recall }) }
  })
}

function judge(
  { probes, impossible, unfiltered }: FilterObservation,
  answered: readonly FilterProbe[],
): FilterHonesty['result'] {
  // Of a long list a record can be out of sight; a value that nothing can have shows it all the same.
  if (probes.length === 0) return findsTheImpossible(impossible) ? 'IGNORED' : 'UNTESTED'
  if (answered.length * 2 <= probes.length) return 'ERROR'
  if (answered.every((probe) => probe.returned === 0)) return 'BREAKS'
  const narrows = readNarrowing(answered, impossible, unfiltered)
  if (narrows === undefined) return 'UNTESTED'
  if (!narrows) return 'IGNORED'
  return answered.filter((probe) => probe.found).length / answered.length >= LEAST_RECALL ? 'HONOURED' : 'BREAKS'
}

function findsTheImpossible(impossible: FilterObservation['impossible']): boolean {
  return impossible !== undefined && isAnswered(impossible) && impossible.returned !== 0
}

/** Whether the parameter leaves anything out: nothing must have an impossible value; else fewer items than without. Undefined: is not known. */
function readNarrowing(
  answered: readonly FilterProbe[],
  impossible: FilterObservation['impossible'],
  unfiltered: number | undefined,
): boolean | undefined {
  // A feed may refuse a value that can't be: that is not ignoring it.
  if (impossible?.status !== undefined && impossible.status >= 400 && impossible.status < 500) return true
  if (impossible !== undefined && isAnswered(impossible)) return impossible.returned === 0
  if (unfiltered === undefined) return undefined
  return answered.some((probe) => (probe.returned ?? unfiltered) < unfiltered)
}

function isAnswered({ status, returned }: Pick<FilterProbe, 'status' | 'returned'>): boolean {
  return status !== undefined && status >= 200 && status < 300 && returned !== undefined
}
