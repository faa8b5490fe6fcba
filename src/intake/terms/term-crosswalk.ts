import { createCrosswalk, type Crosswalk } from '../../taxonomy/crosswalk.ts'
import type { TermMapping } from '../../model/term-mapping.ts'
import { proposeMappings } from '../../taxonomy/propose-mappings.ts'
import { numberOf, textOf } from '../../store/row.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { insertMapping, readMappings } from '../../store/mapping-rows.ts'

/** Mappings between terms as the writer works with them, by row numbers of terms. */
export interface TermCrosswalk {
  /** Terms from which mappings lead to any of these, each once: a search by them means these too. */
  leadingTo(tids: Iterable<number>): ReadonlySet<number>
  /** A term was written that was not there before: the terms it leads to, whose services are to be indexed again. */
  noteNew(uri: string): readonly number[]
  /** Makes proposals follow the labels there are now; the terms whose services are to be indexed again. */
  settleProposals(): readonly number[]
  /** Whether equal labels count as mappings. */
  proposeByLabel(wanted: boolean): void
  /** Read again what is remembered: the rows changed, or did not after all. */
  forget(): void
}

/** Creates the crosswalk of one store; it costs nothing while there are no mappings. */
export function createTermCrosswalk(store: WriterStore): TermCrosswalk {
  const remembered = rememberMappings(store)
  const { tidOf } = remembered
  let isProposing = false
  let isStale = false
  return {
    leadingTo(tids) {
      const found = remembered.leading()
      return new Set(found.size === 0 ? [] : [...tids].flatMap((tid) => found.get(tid) ?? []))
    },
    noteNew(uri) {
      isStale ||= isProposing
      const { crosswalk, ends } = remembered.mappings()
      if (!ends.has(uri)) return []
      remembered.forgetRows()
      return [...crosswalk.reachableFrom(uri).map((term) => term.uri), uri].flatMap((end) => tidOf(end) ?? [])
    },
    settleProposals() {
      if (!isStale) return []
      isStale = false
      const changed = replaceProposals(store)
      if (changed.length > 0) remembered.forget()
      return changed.flatMap(({ from, to }) => [from, to]).flatMap((uri) => tidOf(uri) ?? [])
    },
    proposeByLabel(wanted) {
      isProposing = wanted
      isStale = wanted
    },
    forget() {
      isStale = isProposing
      remembered.forget()
    },
  }
}

/** The mappings by URI and, by each term's row, those that lead to it; read when first asked for after they were forgotten. */
function rememberMappings(store: WriterStore) {
  let known: { readonly crosswalk: Crosswalk; readonly ends: ReadonlySet<string> } | undefined
  let leading: ReadonlyMap<number, readonly number[]> | undefined

  function mappings(): { readonly crosswalk: Crosswalk; readonly ends: ReadonlySet<string> } {
    if (known !== undefined) return known
    const rows = readMappings((sql) => store.all(sql))
    known = {
      crosswalk: createCrosswalk(rows, { withProposed: true }),
      ends: new Set(rows.flatMap(({ from, to }) => [from, to])),
    }
    return known
  }

  function tidOf(uri: string): number | undefined {
    const row = store.get('SELECT tid FROM term WHERE uri = ?', uri)
    return row === undefined ? undefined : numberOf(row, 'tid')
  }

  function readLeading(): ReadonlyMap<number, readonly number[]> {
    const { crosswalk, ends } = mappings()
    const tids = new Map([...ends].flatMap((uri) => asPair(uri, tidOf(uri))))
    const pairs = [...tids].flatMap(([uri, from]) =>
      crosswalk.reachableFrom(uri).flatMap((reached) => {
        const to = tids.get(reached.uri)
        return to === undefined ? [] : [{ from, to }]
      }),
    )
    return new Map(
      [...Map.groupBy(pairs, ({ to }) => to)].map(([to, own]) => [to, [...new Set(own.map(({ from }) => from))]]),
    )
  }

  return {
    mappings,
    tidOf,
    leading: () => (leading ??= readLeading()),
    forgetRows() {
      leading = undefined
    },
    forget() {
      known = undefined
      leading = undefined
    },
  }
}

function asPair(uri: string, tid: number | undefined): readonly (readonly [string, number])[] {
  return tid === undefined ? [] : [[uri, tid]]
}

/** Writes what equal labels propose now in place of what they proposed before; returns the proposals that came or went. */
function replaceProposals(store: WriterStore): readonly TermMapping[] {
  const held = readMappings((sql) => store.all(sql))
  const pairOf = ({ from, to }: TermMapping): string => `${from}\n${to}`
  const reviewed = new Set(held.filter(({ proposed }) => !proposed).map(pairOf))
  const before = new Map(held.filter(({ proposed }) => proposed).map((mapping) => [pairOf(mapping), mapping]))
  const rows = store.all(
    "SELECT t.uri, t.name, x.key, x.shared FROM term t JOIN scheme x USING (xid) WHERE t.name <> ''",
  )
  const terms = rows.map((row) => ({
    uri: textOf(row, 'uri'),
    name: textOf(row, 'name'),
    taxonomy: textOf(row, 'key'),
    shared: row['shared'] === 1,
  }))
  const proposed = proposeMappings(terms).filter((mapping) => !reviewed.has(pairOf(mapping)))
  const after = new Map(proposed.map((mapping) => [pairOf(mapping), mapping]))
  const came = [...after].filter(([pair]) => !before.has(pair)).map(([, mapping]) => mapping)
  const went = [...before].filter(([pair]) => !after.has(pair)).map(([, mapping]) => mapping)
  for (const mapping of came) insertMapping(store, mapping)
  for (const { from, to } of went)
    store.run('DELETE FROM term_mapping WHERE proposed = 1 AND from_uri = ? AND to_uri = ?', from, to)
  return [...came, ...went]
}
