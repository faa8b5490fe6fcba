import { type ComparedItem, WORKLIST_KINDS } from '../model/worklist.ts'

/** What the publisher of one feed should look at. */
export interface FeedWorklist {
  readonly slug: string
  readonly name: string
  readonly publisher: string
  /** RFC 3339, as is `lastAt`. */
  readonly at: string
  readonly lastAt?: string
  readonly items: readonly ComparedItem[]
}

/** What a publisher should look at in all its feeds. */
export interface PublisherWorklist extends Pick<FeedWorklist, 'publisher' | 'at' | 'lastAt'> {
  readonly feeds: readonly Pick<FeedWorklist, 'slug' | 'name'>[]
  readonly items: readonly (ComparedItem & { readonly feed: string })[]
}

/** The items of all feeds in order, of two feeds' lists that have one pair from either side the earlier one's: both stand, or both are settled. */
function eachPairOnce(worklists: readonly FeedWorklist[]): PublisherWorklist['items'] {
  const listed = new Map<string, string>()
  return worklists.flatMap(({ slug, items }) =>
    items.flatMap((item) => {
      const { kind, record, other, change } = item
      if (record === undefined || other === undefined) return [{ ...item, feed: slug }]
      const key = [kind, change === 'SETTLED', ...[record, other].toSorted()].join(' ')
      const first = listed.get(key) ?? slug
      listed.set(key, first)
      return first === slug ? [{ ...item, feed: slug }] : []
    }),
  )
}

/** In characters. File systems take 255 bytes: the rest is for `worklist-`, the ending, and what whoever passes a file on adds to its name. */
const LONGEST_NAME = 150

/** What the files of a publisher's worklist are called, without their ending: by its feeds, or by the first where these are too many for a name. */
export function fileNameOf({ feeds }: Pick<PublisherWorklist, 'feeds'>): string {
  const slugs = feeds.map(({ slug }) => slug)
  const all = slugs.join('+')
  return `worklist-${all.length <= LONGEST_NAME ? all : `${slugs[0] ?? ''}+${slugs.length - 1}-more`}`
}

/** One worklist for each publisher, in the order of its first feed: what is settled last, otherwise kind by kind, feed by feed. */
export function joinWorklists(worklists: readonly FeedWorklist[]): readonly PublisherWorklist[] {
  return [...Map.groupBy(worklists, ({ publisher }) => publisher)].map(([publisher, own]) => {
    const items = eachPairOnce(own)
    const placeOf = ({ kind, change }: ComparedItem): number =>
      WORKLIST_KINDS.indexOf(kind) + (change === 'SETTLED' ? WORKLIST_KINDS.length : 0)
    const at = own.map((each) => each.at).toSorted()[0] ?? ''
    const lastAt = own
      .flatMap((each) => each.lastAt ?? [])
      .toSorted()
      .at(-1)
    return {
      ...{ publisher, at, feeds: own.map(({ slug, name }) => ({ slug, name })) },
      ...(lastAt !== undefined && { lastAt }),
      items: items.toSorted((a, b) => placeOf(a) - placeOf(b)),
    }
  })
}
