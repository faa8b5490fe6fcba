import type { ReaderStore } from '../../store/reader-store.ts'
import { textOf } from '../../store/row.ts'
import { createSynonyms, type Synonyms } from './synonyms.ts'
import { REVIEWED_SYNONYMS } from './words/reviewed-synonyms.ts'

/** Made latest, and of what: to make them takes a tenth of a second, and most generations change none. */
let latest: { readonly of: string; readonly synonyms: Synonyms } | undefined

/** The reviewed synonyms, those of the configuration, and what else shared schemes call their terms; looked up once while both stand. */
export function catalogueSynonyms(store: ReaderStore, configured: readonly (readonly string[])[]): Synonyms {
  return store.once('synonyms', () => {
    const added = [...configured, ...labelsOfTerms(store)]
    const of = JSON.stringify(added)
    if (latest?.of !== of) latest = { of, synonyms: createSynonyms([...REVIEWED_SYNONYMS, ...added]) }
    return latest.synonyms
  })
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
