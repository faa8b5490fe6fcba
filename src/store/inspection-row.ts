import type { FeedInspection, Verification } from '../model/inspection.ts'
import type { ReaderStore } from './reader-store.ts'
import { maybeTextOf } from './row.ts'
import { present } from '../model/present.ts'

/** What is kept of a feed's inspections; a parameter not yet tried is not among the filters. */
export function readInspection(store: Pick<ReaderStore, 'get'>, slug: string): FeedInspection {
  const row = store.get('SELECT i.* FROM inspection i JOIN feed USING (fid) WHERE slug = ?', slug)
  const verification = parse<Verification>(row && maybeTextOf(row, 'verification'))
  const filters = parse<FeedInspection['filters']>(row && maybeTextOf(row, 'filters')) ?? []
  const passedAt = row && maybeTextOf(row, 'passed_at')
  return {
    filters,
    ...present({ verification, passedAt }),
  }
}

function parse<T>(text: string | undefined): T | undefined {
  if (text === undefined) return undefined
  const value: T = JSON.parse(text)
  return value
}
