import type { ReaderStore } from '../../store/reader-store.ts'
import { textOf } from '../../store/row.ts'
import { createSynonyms, REVIEWED_SYNONYMS, type Synonyms } from './synonyms.ts'

/** The reviewed synonyms, those of the configuration, and what else shared schemes call their terms; made once a generation. */
export function catalogueSynonyms(store: ReaderStore, configured: readonly (readonly string[])[]): Synonyms {
  return store.remember(`synonyms ${JSON.stringify(configured)}`, () =>
    createSynonyms([...REVIEWED_SYNONYMS, ...configured, ...labelsOfTerms(store)]),
  )
}

function labelsOfTerms(store: ReaderStore): readonly (readonly string[])[] {
  const rows = store.all(
    "SELECT t.name, t.other_names FROM term t JOIN scheme x USING (xid) WHERE x.shared = 1 AND t.other_names <> '[]'",
  )
  return rows.map((row) => {
    const others: readonly string[] = JSON.parse(textOf(row, 'other_names'))
    return [textOf(row, 'name'), ...others]
  })
}
