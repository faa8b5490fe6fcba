import { foldedWords } from '../../facts/fold-text.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf, textOf } from '../../store/row.ts'
import type { FacetSources } from '../search/count-facet.ts'
import { type Candidate, rankOf } from './suggestion.ts'

/** Services are counted up to so many: more make no name likelier. */
const MOST_COUNTED = 1_000

/** A name with what is suggested for it, before its services are counted. */
interface Name extends Omit<Candidate, 'services'> {
  readonly row: number
}

/** Terms that services carry, by each of their names. */
export function suggestTerms({ store, terms }: FacetSources, typed: readonly string[]): readonly Candidate[] {
  const names = store.once('suggested terms', () =>
    terms()
      .find({ used: true })
      .flatMap(({ uri, name, otherNames }) =>
        [name, ...otherNames].map((each): Name => {
          const words = foldedWords(each)
          const row = terms().rowOf(uri) ?? -1
          return { suggestion: { kind: 'TERM', uri }, words, sameAs: `TERM ${words.join(' ')}`, row }
        }),
      ),
  )
  return counted(store, names, typed, 'SELECT 1 FROM service_term WHERE tid = ? AND active = 1')
}

/** Areas that services count for, by each of their names. */
export function suggestAreas({ store, gazetteer }: FacetSources, typed: readonly string[]): readonly Candidate[] {
  const names = store.once('suggested areas', () =>
    store.all('SELECT aid, code FROM area').flatMap((row): readonly Name[] => {
      const area = gazetteer().find(textOf(row, 'code'))
      if (area === undefined || area.successors.length > 0) return []
      const { code, name, otherNames } = area
      return [name, ...otherNames].map((each) => ({
        suggestion: { kind: 'AREA', code },
        words: foldedWords(each),
        sameAs: `AREA ${code}`,
        row: numberOf(row, 'aid'),
      }))
    }),
  )
  return counted(store, names, typed, 'SELECT 1 FROM service_area WHERE aid = ?')
}

function counted(
  store: ReaderStore,
  names: readonly Name[],
  typed: readonly string[],
  rows: string,
): readonly Candidate[] {
  const sql = `SELECT count(*) AS n FROM (${rows} LIMIT ${MOST_COUNTED})`
  return names
    .filter(({ words }) => rankOf(words, typed) !== undefined)
    .map(({ row, ...name }) => ({ ...name, services: Number(store.get(sql, row)?.['n']) }))
    .filter(({ services }) => services > 0)
}
