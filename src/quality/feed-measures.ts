import type { Quality, QualityBand } from './score-quality.ts'

/** A share with what it is a share of; `value` is undefined, never 0, where there is nothing to be a share of. */
export interface MeasuredShare {
  readonly value?: number
  readonly numerator: number
  readonly denominator: number
}

/** Numerator over denominator. */
export function shareOf(numerator: number, denominator: number): MeasuredShare {
  return { numerator, denominator, ...(denominator === 0 ? {} : { value: numerator / denominator }) }
}

/** `availability`: polls that succeeded by polls made, and the 95th percentile of the answers' milliseconds (nearest rank; undefined for none). */
export function measureAvailability(
  polls: readonly { readonly succeeded: boolean; readonly ms?: number }[],
): MeasuredShare & { readonly p95Ms?: number } {
  const times = polls.flatMap((poll) => (poll.succeeded ? (poll.ms ?? []) : [])).toSorted((a, b) => a - b)
  const p95Ms = times[Math.ceil(times.length * 0.95) - 1]
  return {
    ...shareOf(polls.filter((poll) => poll.succeeded).length, polls.length),
    ...(p95Ms === undefined ? {} : { p95Ms }),
  }
}

/** How one walk over a feed's list went, and whether a second one saw the same. */
export interface PagingFigures {
  /** Ids in the order met, repeats included. */
  readonly firstWalk: readonly string[]
  readonly secondWalk?: readonly string[]
  readonly totalItemsStated?: number
}

/**
 * `paging integrity`: distinct ids walked by the total the feed states (more than 1 where it states too few; undefined where
 * it states none), ids met again on a later page, and the share of ids that both walks met.
 */
export function measurePaging({ firstWalk, secondWalk, totalItemsStated }: PagingFigures): {
  readonly complete?: MeasuredShare
  readonly repeats: number
  readonly stable?: MeasuredShare
} {
  const first = new Set(firstWalk)
  const second = secondWalk === undefined ? undefined : new Set(secondWalk)
  return {
    ...(totalItemsStated === undefined ? {} : { complete: shareOf(first.size, totalItemsStated) }),
    repeats: firstWalk.length - first.size,
    ...(second === undefined ? {} : { stable: shareOf(first.intersection(second).size, first.union(second).size) }),
  }
}

/** `list/detail consistency`: sampled ids whose list item and detail agree on every field that both provide, by ids sampled. */
export function measureListDetail(
  samples: readonly {
    readonly list: Readonly<Record<string, unknown>>
    readonly detail: Readonly<Record<string, unknown>>
  }[],
): MeasuredShare {
  const agree = samples.filter(({ list, detail }) =>
    Object.keys(list).every((key) => !(key in detail) || JSON.stringify(list[key]) === JSON.stringify(detail[key])),
  )
  return shareOf(agree.length, samples.length)
}

/** `id stability`: ids of the last snapshot that are still there or explicitly gone, by ids of the last snapshot. */
export function measureIdStability(
  before: readonly string[],
  now: ReadonlySet<string>,
  gone: ReadonlySet<string>,
): MeasuredShare {
  return shareOf(before.filter((id) => now.has(id) || gone.has(id)).length, before.length)
}

/** `content`: the median score (undefined for none) and the records of each band. */
export function measureScores(scores: readonly Pick<Quality, 'score' | 'band'>[]): {
  readonly median?: number
  readonly bands: Readonly<Record<QualityBand, number>>
} {
  const sorted = scores.map((each) => each.score).toSorted((a, b) => a - b)
  const bands = { A: 0, B: 0, C: 0, D: 0 }
  for (const { band } of scores) bands[band] += 1
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return { bands, ...(low === undefined || high === undefined ? {} : { median: (low + high) / 2 }) }
}

/** `churn per week`: records added, changed and removed by records held, as of a week; undefined value without records or time. */
export function measureChurn(changes: number, held: number, days: number): MeasuredShare {
  const { value, ...counts } = shareOf(changes, held)
  return value === undefined || days <= 0 ? counts : { ...counts, value: (value * 7) / days }
}
