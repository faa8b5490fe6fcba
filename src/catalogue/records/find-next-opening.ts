import { type NextOpening, nextOpening } from '../../facts/next-opening.ts'
import type { StoredService } from '../../model/stored-records.ts'

export type { NextOpening }

/** When the service takes place next, from an instant (RFC 3339) on; undefined where that is not stated, or not within 35 days. */
export function findNextOpening({ service }: Pick<StoredService, 'service'>, instant: string): NextOpening | undefined {
  return nextOpening(service, instant)
}
