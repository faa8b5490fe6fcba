import type { CellCount } from '../model/cell-count.ts'
import { InputError } from '../model/input-error.ts'
import { ANY_TERM_KEY, schemeKeyOf } from '../model/observation.ts'
import type { AreaCounts } from './area-counts.ts'
import type { Parts } from './coverage-parts.ts'
import type { CoverageQuestion } from './coverage-question.ts'
import type { KeptCounts } from './kept-counts.ts'

/** What can be asked of a day gone by, in words. */
const ASKABLE =
  'ask for serviceCount, recordCount, unknownCount, basisMix, duplication, taxonomyCoverage, termDiversity, ratePer1000, comparison, the matrix, gaps and trend, by areas, terms and basis; all else as of now, or of a frozen copy (`oruk-gateway freeze`)'

/** The caller's mistake of asking of a day gone by what is not kept. */
export function notKept(what: string, path: readonly string[] = ['asOf']): InputError {
  return new InputError('BAD_USER_INPUT', `${what} is not kept: with \`asOf\`, ${ASKABLE}.`, path)
}

const NOTHING: CellCount = { services: 0, records: 0, serves: 0, located: 0, publisher: 0 }

/** The counts of a question as they were kept. InputError where they would be of several areas together. */
export function createKeptAreaCounts(question: CoverageQuestion, kept: KeptCounts): AreaCounts {
  const { rows, schemes, schemeTerms, selected } = question
  const [scheme] = schemes
  const count = (key: string, code: string) => kept.count(key, code)
  const servicesIn = (code: string): CellCount => count(ANY_TERM_KEY, code) ?? NOTHING
  const classifiedIn = (code: string): CellCount =>
    (scheme === undefined ? undefined : count(schemeKeyOf(scheme), code)) ?? NOTHING
  const topTermsIn = (code: string): readonly number[] => schemeTerms.map((term) => count(term, code)?.services ?? 0)
  const rowOf = (row: number, code: string) => count(rows[row] ?? ANY_TERM_KEY, code)
  const [only, ...others] = selected.areas
  function together<T>(of: (code: string) => T): T {
    if (only === undefined || others.length > 0) throw notKept('What several areas count together')
    return of(only.code)
  }
  return {
    servicesIn,
    classifiedIn,
    topTermsIn,
    cellOf: (row, code) => rowOf(row, code) ?? NOTHING,
    unknownIn: () => 0,
    unknownCellOf: (row, code) => rowOf(row, code)?.possible ?? 0,
    union: {
      services: () => together(servicesIn),
      classified: () => together(classifiedIn),
      topTerms: () => together(topTermsIn),
      unknown: () => together(() => 0),
    },
  }
}

/** What is not kept of the records behind the counts: each is the caller's mistake to ask for. */
export const KEPT_NOTHING_OF: Pick<Parts, 'clusters' | 'sites' | 'published'> = {
  clusters: () => {
    throw notKept('What services state')
  },
  sites: () => {
    throw notKept('Where services are')
  },
  published: () => {
    throw notKept('What feeds publish elsewhere')
  },
}
