import type { FilterHonesty } from '../quality/judge-filter-honesty.ts'
import type { Verification } from '../quality/judge-verification.ts'
import { filterParameters } from '../standard/filter-parameters.ts'
import type { ReaderStore } from '../store/reader-store.ts'
import { maybeTextOf } from '../store/row.ts'
import type { WriterStore } from '../store/writer-store.ts'

/** What looking at a feed itself showed. */
export interface FeedInspection {
  /** Absent until it was verified. */
  readonly verification?: Verification
  /** Every parameter of its dialect; `at` (RFC 3339) is absent where it was never tried. */
  readonly filters: readonly DatedHonesty[]
  /** RFC 3339: when it first passed; absent where it never did. */
  readonly passedAt?: string
}

interface DatedHonesty extends FilterHonesty {
  readonly at?: string
}

/** What an inspection brought; what is absent stays as it was. */
export interface NewInspection {
  readonly verification?: Verification
  readonly filters?: readonly DatedHonesty[]
}

/** What is kept of a feed's inspections; a parameter not yet tried is UNTESTED. */
export function readInspection(
  store: Pick<ReaderStore, 'get'>,
  slug: string,
  dialect: string | undefined,
): FeedInspection {
  const row = store.get('SELECT i.* FROM inspection i JOIN feed USING (fid) WHERE slug = ?', slug)
  const verification = parse<Verification>(row && maybeTextOf(row, 'verification'))
  const tried = parse<readonly DatedHonesty[]>(row && maybeTextOf(row, 'filters')) ?? []
  const passedAt = row && maybeTextOf(row, 'passed_at')
  const untried = (dialect === undefined ? [] : filterParameters(dialect))
    .filter(({ parameter }) => !tried.some((each) => each.parameter === parameter))
    .map(({ parameter }) => ({ parameter, result: 'UNTESTED' }) as const)
  return {
    filters: [...tried, ...untried],
    ...(verification === undefined ? {} : { verification }),
    ...(passedAt === undefined ? {} : { passedAt }),
  }
}

/** Keeps what an inspection brought, and the first time the feed passed: no check failed (docs/standard.md 1.6). */
export function writeInspection(store: WriterStore, slug: string, { verification, filters }: NewInspection): void {
  const passedAt = verification === undefined || verification.outcome === 'FAIL' ? null : verification.at
  store.run(
    `INSERT INTO inspection (fid, verification, filters, passed_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (fid) DO UPDATE SET verification = coalesce(excluded.verification, verification),
       filters = coalesce(excluded.filters, filters), passed_at = coalesce(passed_at, excluded.passed_at)`,
    store.feedId(slug),
    verification === undefined ? null : JSON.stringify(verification),
    filters === undefined ? null : JSON.stringify(filters),
    passedAt,
  )
}

function parse<T>(text: string | undefined): T | undefined {
  if (text === undefined) return undefined
  const value: T = JSON.parse(text)
  return value
}
