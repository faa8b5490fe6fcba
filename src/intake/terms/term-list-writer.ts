import { findDialect } from '../../standard/dialects.ts'
import { readPage } from '../../standard/read-page.ts'
import type { FetchedBody, PageSummary, RawObject } from '../../standard/reading-context.ts'
import { numberOf } from '../../store/row.ts'
import type { VisibleFrom } from '../changes/note-change.ts'
import type { WorkingFeeds } from '../feed-set.ts'
import { reapply, type WriterFeed, type Writing } from '../records/feed-records.ts'
import { reindexMovedTerms } from '../records/write-indexes.ts'

/** A list beside that of services. */
export type TermListName = 'taxonomy_terms' | 'taxonomies'

const DAY_MS = 86_400_000
const CHUNK = 200

interface TermListDraft {
  readonly terms: Map<string, RawObject>
  readonly taxonomies: Map<string, RawObject>
}

/** What the writer does with the lists of terms that feeds publish. Instants are RFC 3339. */
export function createTermListWriter(writing: Writing, { feedOf, attempt }: WorkingFeeds) {
  const { listed } = writing
  const drafts = new Map<string, TermListDraft>()

  function draftOf(slug: string): TermListDraft {
    const draft = drafts.get(slug) ?? { terms: new Map(), taxonomies: new Map() }
    drafts.set(slug, draft)
    return draft
  }

  return {
    /**
     * The lists in which a feed may have terms, the likelier first. None where it is not worth asking for them: no record
     * names a term by its id alone, or did, or no day has passed since the feed was last asked.
     */
    wantedTermLists(slug: string, at: string): readonly TermListName[] {
      drafts.delete(slug)
      const feed = feedOf(slug)
      const asked = listed.asked(feed.fid)
      if (asked !== undefined && Math.abs(Date.parse(at) - Date.parse(asked.at)) < DAY_MS) return []
      if (asked?.hasAny !== true && namelessIn(writing, feed.fid).length === 0) return []
      return callsTermsTaxonomies(feed) ? ['taxonomies', 'taxonomy_terms'] : ['taxonomy_terms']
    },
    /** Reads a page of one of the lists. Throws an `UnreadableBody` where it is none. */
    readTermPage(slug: string, list: TermListName, body: FetchedBody): PageSummary {
      const { items, paging, setAside } = readPage(body, { feed: slug, quirks: [] })
      const { terms, taxonomies } = draftOf(slug)
      const draft = list === 'taxonomy_terms' || callsTermsTaxonomies(feedOf(slug)) ? terms : taxonomies
      for (const { originId, raw } of items) draft.set(originId, raw)
      // Only records of services show a dialect.
      const originIds = items.map(({ originId }) => originId)
      return { dialect: '', listIsDetail: false, paging, originIds, setAside: setAside.length }
    },
    /** Whether some of the terms read name their scheme by its id alone, and `/taxonomies` may have it. */
    lacksSchemes: (slug: string): boolean =>
      !callsTermsTaxonomies(feedOf(slug)) &&
      [...draftOf(slug).terms.values()].some((term) => 'taxonomy_id' in term && !('taxonomy_detail' in term)),
    /**
     * The lists were read to their end, or with `isWhole` false could not be had: keeps them, remembers that the feed was
     * asked, and names the terms of the records that lack a name. That completes their reading; where a list changed since,
     * what it changes in the records is noted as changed.
     */
    endTermLists(slug: string, isWhole: boolean, at: string): void {
      const { terms, taxonomies } = draftOf(slug)
      drafts.delete(slug)
      const { fid } = feedOf(slug)
      const hadAny = listed.asked(fid)?.hasAny === true
      const lists = { terms: [...terms.values()], taxonomies: [...taxonomies.values()] }
      const isChanged = listed.keep(fid, at, isWhole && terms.size > 0 ? lists : undefined)
      if (listed.of(fid).size === 0) return
      const isOther = isChanged && hadAny
      const sids = isOther ? allIn(writing, fid) : namelessIn(writing, fid)
      attempt(() => nameTerms(writing, feedOf(slug), sids, isOther ? at : undefined))
    },
  }
}

/** ORUK 1.0 calls a term a taxonomy, and has no object for a scheme. */
function callsTermsTaxonomies({ detected, dialect }: WriterFeed): boolean {
  return findDialect(detected ?? dialect ?? '')?.family === '1.0'
}

function nameTerms(
  writing: Writing,
  feed: ReturnType<WorkingFeeds['feedOf']>,
  sids: readonly number[],
  visibleFrom: VisibleFrom,
): void {
  const { store, terms } = writing
  for (let done = 0; done < sids.length; done += CHUNK) {
    store.transaction(() => {
      for (const sid of sids.slice(done, done + CHUNK)) {
        store.goOn()
        const row = store.get('SELECT * FROM record WHERE sid = ?', sid)
        if (row !== undefined) reapply(writing, feed, row, visibleFrom)
      }
      reindexMovedTerms(store, terms)
      return { visible: true }
    })
  }
}

/** Rows of the feed's services that name a term by its id alone. */
function namelessIn({ store }: Writing, fid: number): readonly number[] {
  const rows = store.all("SELECT DISTINCT sid FROM issue WHERE fid = ? AND code = 'TERM_BY_ID' ORDER BY sid", fid)
  return rows.map((row) => numberOf(row, 'sid'))
}

function allIn({ store }: Writing, fid: number): readonly number[] {
  return store.all('SELECT sid FROM service WHERE fid = ? ORDER BY sid', fid).map((row) => numberOf(row, 'sid'))
}
