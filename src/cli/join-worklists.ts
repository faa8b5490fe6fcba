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

/** Whether a pair of two records of the publisher is on the list of an earlier one of its feeds too, the other way round. */
export function isListedBefore(
  { record, other }: Pick<ComparedItem, 'record' | 'other'>,
  slugs: readonly string[],
): boolean {
  const [own, before] = [record, other].map((uid) => slugs.indexOf(uid?.split('/', 1)[0] ?? ''))
  return own !== undefined && before !== undefined && before >= 0 && before < own
}

/** One worklist for each publisher, in the order of its first feed: what is settled last, otherwise kind by kind, feed by feed. */
export function joinWorklists(worklists: readonly FeedWorklist[]): readonly PublisherWorklist[] {
  return [...Map.groupBy(worklists, ({ publisher }) => publisher)].map(([publisher, own]) => {
    const slugs = own.map(({ slug }) => slug)
    const items = own.flatMap(({ slug, items: listed }) =>
      listed.filter((item) => !isListedBefore(item, slugs)).map((item) => ({ ...item, feed: slug })),
    )
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
