import type { Rate } from '../figures/rate.ts'
import { rateText } from '../figures/rate.ts'
import type { View } from '../view.ts'

/** An area with its rate and, of one heading, its state. */
export interface Compared {
  readonly name: string
  readonly serviceCount: number | null
  readonly rate: Rate
  /** Of a cell; absent: of all services. */
  readonly state?: string
}

interface Known extends Compared {
  readonly value: number
  readonly low: number
  readonly high: number
}

/** States that say how many there are. */
const CERTAIN: ReadonlySet<string> = new Set(['PRESENT', 'ABSENT'])

/**
 * Which area has the lowest rate, whether that is certain, and of which areas nothing is, in sentences. It is certain where the
 * whole interval lies below those of all others; an area of which it is not known how many there are is never among the lowest.
 */
export function describeLeast(areas: readonly Compared[], view: Pick<View, 't'>): readonly string[] {
  const { t } = view
  const known = areas.flatMap(readKnown).toSorted((a, b) => a.value - b.value)
  const unknown = areas.filter(({ name }) => known.every((each) => each.name !== name)).map(({ name }) => name)
  const [least] = known
  if (least === undefined || known.length < 2) return [t('leastTooFew')]
  const lowest = known.filter(({ value }) => value === least.value)
  const doubts = unknown.length === 0 ? [] : [t('leastNotKnown', { names: listNames(unknown) })]
  const rate = rateText(least.value)
  if (lowest.length > 1) {
    const names = listNames(lowest.map(({ name }) => name))
    return [t('leastAre', { names, rate }), t('leastNotCertainShared'), ...doubts]
  }
  const overlapping = known.filter((other) => other !== least && other.low <= least.high)
  const statement = t('leastIs', {
    name: least.name,
    rate,
    services: t('leastServices', { count: least.serviceCount ?? 0 }),
    low: rateText(least.low),
    high: rateText(least.high),
  })
  const certainty =
    overlapping.length === 0
      ? t('leastCertain')
      : t('leastNotCertain', { names: listNames(overlapping.map(({ name }) => name)) })
  return [statement, certainty, ...doubts]
}

function readKnown(area: Compared): readonly Known[] {
  const { rate, state } = area
  if (state !== undefined && !CERTAIN.has(state)) return []
  if (rate === null || rate.value === null || rate.ci95 === null || rate.ci95 === undefined) return []
  return [{ ...area, value: rate.value, ...rate.ci95 }]
}

/** Many would make no sentence. */
const MOST_NAMED = 8

/** Names as a sentence has them; of many the first and how many more. */
function listNames(names: readonly string[]): string {
  const format = new Intl.ListFormat('en-GB')
  if (names.length <= MOST_NAMED) return format.format(names)
  const shown = MOST_NAMED - 1
  return format.format([...names.slice(0, shown), `${names.length - shown} others`])
}
