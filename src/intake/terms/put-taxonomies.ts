import type { SchemeFile } from '../../taxonomy/scheme-file.ts'
import { numberOf, textOf } from '../../store/row.ts'
import type { Writing } from '../records/feed-records.ts'
import { reindexMovedTerms } from '../records/write-indexes.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { insertMapping } from '../../store/mapping-rows.ts'
import { crosswalkKey, schemesKey, type TaxonomySet } from '../../taxonomy/files/taxonomy-set.ts'

/** Whether services stand with terms that were read with other files of schemes than these. */
export function readsTermsOtherwise(store: WriterStore, taxonomies: TaxonomySet): boolean {
  const isHeld = store.get('SELECT 1 FROM service LIMIT 1') !== undefined
  return isHeld && stateOf(store, 'schemes') !== schemesKey(taxonomies)
}

/**
 * Takes over what files state of terms and mappings, then has the feeds settled. Where terms are read otherwise than before,
 * all terms are made again and every service is marked to be: to be done in a copy that nobody reads (store/remaking.ts).
 */
export function putTaxonomies(writing: Writing, taxonomies: TaxonomySet, settleFeeds: () => void): void {
  const { store, terms } = writing
  const key = schemesKey(taxonomies)
  terms.useTaxonomies(taxonomies, key)
  if (stateOf(store, 'schemes') === key) {
    settleFeeds()
    putCrosswalk(writing, taxonomies)
    return
  }
  store.transaction(() => {
    clearTerms(store)
    terms.forget()
    for (const file of taxonomies.files) putScheme(store, file)
    putCrosswalk(writing, taxonomies)
    saveState(store, 'schemes', key)
    settleFeeds()
    reindexMovedTerms(store, terms)
    return { visible: true }
  })
}

/** Every service is then written again, since none is as it was. */
function clearTerms(store: WriterStore): void {
  for (const table of [
    'scheme',
    'term',
    'term_parent',
    'term_feed',
    'term_cut',
    'term_stated',
    'term_awaits',
    'term_mapping',
    'taxonomy_state',
    'service_term',
    'cell',
  ])
    store.run(`DELETE FROM ${table}`)
  store.run("UPDATE service SET body_hash = '', terms_hash = ''")
}

function putScheme(store: WriterStore, { scheme, terms, parents }: SchemeFile): void {
  const xid = store.run(
    'INSERT INTO scheme (key, name, uri, shared, description, version, ruled) VALUES (?, ?, ?, ?, ?, ?, ?)',
    scheme.key,
    scheme.name,
    scheme.uri ?? null,
    Number(scheme.shared),
    scheme.description ?? null,
    scheme.version ?? null,
    Number(parents.length > 0),
  )
  for (const term of terms) {
    store.run(
      `INSERT OR IGNORE INTO term (uri, xid, curie, code, name, other_names, description, discontinued) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      term.uri,
      xid,
      term.curie ?? null,
      term.code ?? null,
      term.name,
      JSON.stringify(term.otherNames.toSorted()),
      term.description ?? null,
      Number(term.discontinued),
    )
  }
  const tids = new Map(
    store.all('SELECT tid, uri FROM term WHERE xid = ?', xid).map((row) => [textOf(row, 'uri'), numberOf(row, 'tid')]),
  )
  for (const { uri, parentUri } of parents) {
    const [tid, parent] = [tids.get(uri), tids.get(parentUri)]
    if (tid !== undefined && parent !== undefined)
      store.run('INSERT OR IGNORE INTO term_parent (tid, parent) VALUES (?, ?)', tid, parent)
  }
}

function putCrosswalk(writing: Writing, taxonomies: TaxonomySet): void {
  const { store, terms } = writing
  const key = crosswalkKey(taxonomies)
  if (stateOf(store, 'crosswalk') === key) return
  store.transaction(() => {
    const before = mappedTerms(store)
    store.run('DELETE FROM term_mapping')
    for (const mapping of taxonomies.mappings) insertMapping(store, mapping)
    saveState(store, 'crosswalk', key)
    terms.forget()
    terms.markMoved([...before, ...mappedTerms(store)])
    reindexMovedTerms(store, terms)
    return { visible: true }
  })
}

/** Terms at either end of a mapping. */
function mappedTerms(store: WriterStore): readonly number[] {
  const rows = store.all(
    'SELECT tid FROM term WHERE uri IN (SELECT from_uri FROM term_mapping UNION SELECT to_uri FROM term_mapping)',
  )
  return rows.map((row) => numberOf(row, 'tid'))
}

function stateOf(store: WriterStore, key: string): string | undefined {
  const row = store.get('SELECT value FROM taxonomy_state WHERE key = ?', key)
  return row === undefined ? undefined : textOf(row, 'value')
}

function saveState(store: WriterStore, key: string, value: string): void {
  store.run('INSERT OR REPLACE INTO taxonomy_state VALUES (?, ?)', key, value)
}
