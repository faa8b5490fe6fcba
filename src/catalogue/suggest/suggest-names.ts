import { foldedWords } from '../../facts/fold-text.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf, textOf } from '../../store/row.ts'
import type { FacetSources } from '../search/count-facet.ts'
import { createNameIndex, type NameIndex } from './name-index.ts'
import { type Candidate, rankOf } from './suggestion.ts'

/** Services are counted up to so many: more make no name likelier. */
const MOST_COUNTED = 1_000
/** Services of so many names are counted for one text, of the shortest: who wants another types on. */
const MOST_NAMES = 60

/** A name with what is suggested for it, before its services are counted. */
interface Name extends Omit<Candidate, 'services'> {
  readonly row: number
}

/** Names of one kind, and the statement that lists the services of a row. */
interface Names {
  readonly index: NameIndex<Name>
  readonly services: string
}

/** Terms that services carry, by each of their names. */
export function termNames({ store, terms }: FacetSources): Names {
  return store.once('suggested terms', () => {
    const names = terms()
      .find({ used: true })
      .flatMap(({ uri, name, otherNames }) =>
        [name, ...otherNames].map((each): Name => {
          const words = foldedWords(each)
          const row = terms().rowOf(uri) ?? -1
          return { suggestion: { kind: 'TERM', uri }, words, sameAs: `TERM ${words.join(' ')}`, row }
        }),
      )
    return { index: createNameIndex(names), services: 'SELECT 1 FROM service_term WHERE tid = ? AND active = 1' }
  })
}

/** Areas that services count for, by each of their names. */
export function areaNames({ store, gazetteer }: FacetSources): Names {
  return store.once('suggested areas', () => {
    const names = store.all('SELECT aid, code FROM area').flatMap((row): readonly Name[] => {
      const area = gazetteer().find(textOf(row, 'code'))
      if (area === undefined || area.successors.length > 0) return []
      const { code, name, otherNames } = area
      return [name, ...otherNames].map((each) => ({
        suggestion: { kind: 'AREA', code },
        words: foldedWords(each),
        sameAs: `AREA ${code}`,
        row: numberOf(row, 'aid'),
      }))
    })
    return { index: createNameIndex(names), services: 'SELECT 1 FROM service_area WHERE aid = ?' }
  })
}

/** The names with words that begin as typed, each with its services, of which it has at least one. */
export function suggestNames(
  store: ReaderStore,
  { index, services }: Names,
  typed: readonly string[],
): readonly Candidate[] {
  const lengthOf = ({ words }: Name): number => words.join(' ').length
  const likeliest = index
    .find(typed)
    .toSorted((a, b) => (rankOf(a.words, typed) ?? 2) - (rankOf(b.words, typed) ?? 2) || lengthOf(a) - lengthOf(b))
    .slice(0, MOST_NAMES)
  const sql = `SELECT count(*) AS n FROM (${services} LIMIT ${MOST_COUNTED})`
  return likeliest
    .map(({ row, ...name }) => ({ ...name, services: countOnce(store, sql, row) }))
    .filter((candidate) => candidate.services > 0)
}

function countOnce(store: ReaderStore, sql: string, row: number): number {
  const counts = store.once(sql, () => new Map<number, number>())
  const known = counts.get(row)
  if (known !== undefined) return known
  const count = Number(store.get(sql, row)?.['n'])
  counts.set(row, count)
  return count
}
