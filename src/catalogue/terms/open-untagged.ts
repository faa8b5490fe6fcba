import type { ReaderStore } from '../../store/reader-store.ts'
import { numberOf, textOf } from '../../store/row.ts'
import { readWholeServices } from '../../store/whole-service.ts'
import type { StoredTerm } from '../catalogue-reader.ts'
import { openHeldTerms } from './open-held-terms.ts'
import { createTagSuggester, type TagSuggestion } from './suggest-tags.ts'
import type { TermView } from './term-view.ts'
import type { Understanding } from './understanding.ts'

/** An active service without any term that is understood beyond its feed. */
interface UntaggedService {
  readonly originId: string
  readonly name: string
  /** The best founded first; empty where its words speak for no term. */
  readonly suggestions: readonly TagSuggestion<StoredTerm>[]
}

/** How often the same rules are right where services are tagged: of the suggestions in a scheme that a service has terms of, those that are its terms or broader ones. */
interface TagPrecision {
  /** Tagged services that were looked at. */
  readonly services: number
  /** By where the words stood. */
  readonly name: JudgedSuggestions
  readonly description: JudgedSuggestions
}

interface JudgedSuggestions {
  readonly suggestions: number
  readonly right: number
}

/** A feed's untagged services, and how far their suggestions can be trusted here. */
export interface Untagged {
  /** In the order of the catalogue. */
  readonly services: readonly UntaggedService[]
  /** Over the tagged active services of all feeds. */
  readonly precision: TagPrecision
}

/** What a publisher reviews to tag its services. Nothing of it becomes part of the catalogue. */
export interface UntaggedReader {
  /** Slugs of the feeds that hold services, in order. */
  readonly feeds: readonly string[]
  /** Suggests at most `most` terms a service, of one scheme (by key, URI or name) or of all; undefined where no scheme has that name. */
  read(slug: string, most: number, scheme?: string): Untagged | undefined
  close(): void
}

/** Opens the catalogue's file to look for untagged services; a gateway may be running on it. CatalogueFileError where there is none. */
export function openUntagged(file: string): UntaggedReader {
  const { store, feeds, terms, understood } = openHeldTerms(file)
  return {
    feeds,
    read(slug, most, scheme) {
      const key = scheme === undefined ? undefined : terms.findTaxonomy(scheme)?.key
      if (scheme !== undefined && key === undefined) return undefined
      const candidates = terms
        .find({})
        .filter((term) => understood.isShared(term) && !term.discontinued && (key ?? term.taxonomy) === term.taxonomy)
      return readUntagged(store, terms, understood, createTagSuggester(candidates, most), slug)
    },
    close: () => store.close(),
  }
}

const SERVICES_AT_ONCE = 500

function readUntagged(
  store: ReaderStore,
  terms: TermView,
  understood: Understanding,
  suggest: ReturnType<typeof createTagSuggester<StoredTerm>>,
  slug: string,
): Untagged {
  const services: UntaggedService[] = []
  const judged = { name: createJudge(terms), description: createJudge(terms) }
  let tagged = 0
  const uids = store.all('SELECT uid FROM service WHERE active = 1 ORDER BY sid').map((row) => textOf(row, 'uid'))
  for (let at = 0; at < uids.length; at += SERVICES_AT_ONCE) {
    const batch = readWholeServices(store, uids.slice(at, at + SERVICES_AT_ONCE))
    const sharedOf = readShared(
      store,
      understood,
      batch.map(({ sid }) => sid),
    )
    for (const { sid, feed, originId, service } of batch) {
      const own = sharedOf(sid)
      if (own.length === 0 && feed !== slug) continue
      const suggestions = suggest(service.name, service.description ?? '')
      if (own.length === 0) services.push({ originId, name: service.name, suggestions })
      else {
        tagged += 1
        for (const suggestion of suggestions) judged[suggestion.from].judge(suggestion.term, own)
      }
    }
  }
  return {
    services,
    precision: { services: tagged, name: judged.name.found(), description: judged.description.found() },
  }
}

function readShared(
  store: ReaderStore,
  { sharedOf }: Understanding,
  sids: readonly number[],
): (sid: number) => readonly StoredTerm[] {
  const rows = store.all(
    'SELECT sid, tid FROM service_term WHERE direct = 1 AND sid IN (SELECT value FROM json_each(?))',
    JSON.stringify(sids),
  )
  const named = Map.groupBy(rows, (row) => numberOf(row, 'sid'))
  return (sid) => (named.get(sid) ?? []).flatMap((row) => sharedOf(numberOf(row, 'tid')))
}

/** Counts suggestions in schemes that a service has terms of, and those that are its terms or broader ones. */
function createJudge(terms: TermView) {
  let suggestions = 0
  let right = 0
  return {
    judge(term: StoredTerm, own: readonly StoredTerm[]): void {
      if (own.every(({ taxonomy }) => taxonomy !== term.taxonomy)) return
      suggestions += 1
      const isRight = own.some(({ uri }) => uri === term.uri || terms.hierarchy.ancestorsOf(uri).includes(term.uri))
      right += Number(isRight)
    },
    found: (): JudgedSuggestions => ({ suggestions, right }),
  }
}
