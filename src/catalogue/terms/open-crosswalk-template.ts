import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf } from '../../store/row.ts'
import type { StoredTerm } from '../catalogue-reader.ts'
import { openHeldTerms } from './open-held-terms.ts'
import { createSuggester, type MappingSuggestion, type MatchedUse } from './suggest-mappings.ts'
import type { TermView } from './term-view.ts'
import type { Understanding } from './understanding.ts'

/** A term of a feed that is not understood beyond it, with what it could be mapped to. */
export interface WaitingTerm {
  readonly uri: string
  readonly name: string
  /** Active services that carry it. */
  readonly services: number
  /** Of these, those that carry no understood term yet: a mapping would place them. */
  readonly places: number
  /** The best founded first; empty where nothing speaks for any term. */
  readonly suggestions: readonly MappingSuggestion[]
}

/** What a review of a feed's terms begins with. */
export interface CrosswalkTemplate {
  /** Slugs of the feeds that hold services, in order. */
  readonly feeds: readonly string[]
  /** The waiting terms of a feed, those first that would place most services, then the most used, then by name; at most `most` suggestions each. */
  read(slug: string, most: number): readonly WaitingTerm[]
  close(): void
}

/** Opens the catalogue's file for templates; a gateway may be running on it. CatalogueFileError where there is none. */
export function openCrosswalkTemplate(file: string): CrosswalkTemplate {
  const { store, feeds, terms, understood } = openHeldTerms(file)
  return {
    feeds,
    read: (slug, most) => readWaiting(store, terms, understood, slug, most),
    close: () => store.close(),
  }
}

function readWaiting(
  store: ReaderStore,
  terms: TermView,
  understood: Understanding,
  slug: string,
  most: number,
): readonly WaitingTerm[] {
  const shared = terms.find({}).filter((term) => understood.isShared(term) && !term.discontinued)
  const suggest = createSuggester({ shared, reviewed: understood.reviewed }, most)
  const matched = readMatched(store, understood, slug)
  const waiting = [...readUses(store, understood, slug)].flatMap(([tid, use]): WaitingTerm[] => {
    const term = terms.termByRow(tid)
    if (term === undefined) return []
    return [{ uri: term.uri, name: term.name, ...use, suggestions: suggest(term, matched(tid)) }]
  })
  return waiting.toSorted(
    (a, b) => b.places - a.places || b.services - a.services || a.name.localeCompare(b.name, 'en'),
  )
}

function readUses(
  store: ReaderStore,
  { sharedOf }: Understanding,
  slug: string,
): ReadonlyMap<number, { readonly services: number; readonly places: number }> {
  const rows = store.all(
    `SELECT s.sid, x.tid FROM service s JOIN feed f USING (fid) JOIN service_term x USING (sid)
     WHERE f.slug = ? AND s.active = 1 AND x.direct = 1`,
    slug,
  )
  const uses = new Map<number, { services: number; places: number }>()
  for (const own of Map.groupBy(rows, (row) => numberOf(row, 'sid')).values()) {
    const tids = own.map((row) => numberOf(row, 'tid'))
    const waiting = tids.filter((tid) => sharedOf(tid).length === 0)
    const placed = waiting.length < tids.length ? 0 : 1
    for (const tid of waiting) {
      const { services, places } = uses.get(tid) ?? { services: 0, places: 0 }
      uses.set(tid, { services: services + 1, places: places + placed })
    }
  }
  return uses
}

/** By term, what the records of other feeds that are held to be the same services are known for. */
function readMatched(
  store: ReaderStore,
  { sharedOf }: Understanding,
  slug: string,
): (tid: number) => readonly MatchedUse[] {
  const rows = store.all(
    `SELECT DISTINCT x.tid, s.sid, y.tid AS other FROM service s JOIN feed f USING (fid) JOIN service_term x USING (sid)
       JOIN service o ON o.cid = s.cid AND o.solo = 0 AND o.fid <> s.fid AND o.active = 1
       JOIN service_term y ON y.sid = o.sid AND y.direct = 1
     WHERE f.slug = ? AND s.solo = 0 AND s.active = 1 AND x.direct = 1`,
    slug,
  )
  const byTerm = Map.groupBy(rows, (row) => numberOf(row, 'tid'))
  return (tid) => {
    const services = new Set<number>()
    const having = new Map<StoredTerm, Set<number>>()
    for (const row of byTerm.get(tid) ?? []) {
      for (const to of sharedOf(numberOf(row, 'other'))) {
        services.add(numberOf(row, 'sid'))
        having.set(to, (having.get(to) ?? new Set()).add(numberOf(row, 'sid')))
      }
    }
    return [...having].map(([to, own]) => ({ to, services: own.size, ofServices: services.size }))
  }
}
