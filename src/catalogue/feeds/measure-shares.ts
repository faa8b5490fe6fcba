import { present } from '../../model/present.ts'
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
    ...present({ p95Ms }),
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

const WEEK_DAYS = 7

/** `churn per week`: records added, changed and removed by records held, as of a week; undefined value without records, and before a week has passed. */
export function measureChurn(changes: number, held: number, days: number): MeasuredShare {
  const { value, ...counts } = shareOf(changes, held)
  return value === undefined || days < WEEK_DAYS ? counts : { ...counts, value: (value * WEEK_DAYS) / days }
}
