/** What a publisher is asked to look at, in the order of a worklist. */
export const WORKLIST_KINDS = ['DUPLICATE', 'DEFECT', 'UNMAPPED', 'STALE', 'POOR'] as const

export type WorklistKind = (typeof WORKLIST_KINDS)[number]

/** What became of an item since the last worklist that was given out. */
export type WorklistChange = 'NEW' | 'STANDING' | 'SETTLED'

/** One thing for a publisher to look at; it names no person. */
export interface WorklistItem {
  readonly kind: WorklistKind
  /** The same as long as the same thing is wrong: unique in a feed's worklist. */
  readonly key: string
  /** `feed/originId` of the publisher's own record; absent where it is of no one record. */
  readonly record?: string
  /** Of the record, or of the term. */
  readonly name?: string
  /** Of a duplicate: the other record, as `feed/originId`. */
  readonly other?: string
  readonly otherName?: string
  readonly code?: string
  /** Where it stands in the record, in the publisher's own words. */
  readonly path?: string
  readonly message: string
  /** How many services it is of. */
  readonly services: number
}

/** An item with what became of it; without a last worklist all are NEW. */
export interface ComparedItem extends WorklistItem {
  readonly change: WorklistChange
}

/** A worklist as it was last given out. */
export interface LastWorklist {
  /** RFC 3339. */
  readonly at: string
  readonly items: readonly WorklistItem[]
}

/** The items with what became of them since the last worklist; those of it that are settled come last. */
export function compareWorklists(
  items: readonly WorklistItem[],
  last: LastWorklist | undefined,
): readonly ComparedItem[] {
  const before = new Set(last?.items.map(({ key }) => key))
  const now = new Set(items.map(({ key }) => key))
  return [
    ...items.map((item) => ({ ...item, change: before.has(item.key) ? ('STANDING' as const) : ('NEW' as const) })),
    ...(last?.items ?? []).flatMap((item) => (now.has(item.key) ? [] : [{ ...item, change: 'SETTLED' as const }])),
  ]
}
