import type { FeedStanding } from '../catalogue-reader.ts'
import type { ReadingProgress } from '../../model/keeper.ts'

/** The standing of a feed whose first list is being read, with how far that has come; any other as it is. */
export function withReading(
  standing: FeedStanding,
  progress: ReadingProgress | undefined,
  nowMs: number,
): FeedStanding {
  if (standing.state !== 'PARTIAL' || standing.code !== undefined || progress === undefined) return standing
  return { ...standing, reason: `${standing.reason ?? ''} ${describeReading(progress, nowMs)}`.trim() }
}

function describeReading({ services, of, doneByMs }: ReadingProgress, nowMs: number): string {
  const share = of === undefined ? `${services} services` : `${services} of ${of} services`
  if (doneByMs === undefined) return `${share} so far.`
  const minutes = Math.max(1, Math.ceil((doneByMs - nowMs) / 60_000))
  return `${share} so far, the rest in about ${minutes === 1 ? 'a minute' : `${minutes} minutes`}.`
}
