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
  /** `YYYY-MM-DD`: of a stale service when it was assured; absent for all else. */
  readonly date?: string
  /** How many services it is of. */
  readonly services: number
}

/** The gateway's own rules by which items are found, each by a mark: equal marks find alike. */
export type WorklistRules = Readonly<Record<'reading' | 'matching' | 'scoring' | 'placing' | 'terms', string>>

/** An item with what became of it; without a last worklist all are NEW. */
export interface ComparedItem extends WorklistItem {
  readonly change: WorklistChange
  /** It came or went because rules of the gateway changed, as far as is known: its records did not change meanwhile. */
  readonly isByOurRules: boolean
}

/** A worklist as it was last given out. */
export interface LastWorklist {
  /** RFC 3339. */
  readonly at: string
  /** Absent in one that was kept before they were. */
  readonly rules?: WorklistRules
  readonly items: readonly WorklistItem[]
}

/** What the last worklist is compared under. */
export interface ComparingWorklists {
  readonly rules: WorklistRules
  /** `YYYY-MM-DD`. */
  readonly today: string
  /** Whether a record, as `feed/originId`, changed at its publisher's since an instant. */
  hasChangedSince(record: string, at: string): boolean
}

const RULES_OF: Readonly<Record<WorklistKind, readonly (keyof WorklistRules)[]>> = {
  DUPLICATE: ['reading', 'matching'],
  DEFECT: ['reading'],
  UNMAPPED: ['reading', 'terms'],
  STALE: ['reading'],
  POOR: ['reading', 'scoring', 'placing', 'terms'],
}

/** The items with what became of them since the last worklist; those of it that are settled come last. */
export function compareWorklists(
  items: readonly WorklistItem[],
  last: LastWorklist | undefined,
  comparing: ComparingWorklists,
): readonly ComparedItem[] {
  const before = new Set(last?.items.map(({ key }) => key))
  const now = new Set(items.map(({ key }) => key))
  const isOurs = (item: WorklistItem): boolean => last !== undefined && isByOurRules(item, last, comparing)
  return [
    ...items.map((item) =>
      before.has(item.key)
        ? { ...item, change: 'STANDING' as const, isByOurRules: false }
        : { ...item, change: 'NEW' as const, isByOurRules: isOurs(item) },
    ),
    ...(last?.items ?? []).flatMap((item) =>
      now.has(item.key) ? [] : [{ ...item, change: 'SETTLED' as const, isByOurRules: isOurs(item) }],
    ),
  ]
}

function isByOurRules(item: WorklistItem, last: LastWorklist, comparing: ComparingWorklists): boolean {
  const { rules, today, hasChangedSince } = comparing
  const before = last.rules
  if (before === undefined || RULES_OF[item.kind].every((rule) => before[rule] === rules[rule])) return false
  if (cameOfAge(item, last.at.slice(0, 10), today)) return false
  return [item.record, item.other].every((record) => record === undefined || !hasChangedSince(record, last.at))
}

const DAY_MS = 86_400_000
/** A service is stale when it was assured so long ago. */
export const STALE_AFTER_DAYS = 365

/** Whether a service became stale by time alone between two days. */
function cameOfAge({ kind, date }: WorklistItem, from: string, to: string): boolean {
  if (kind !== 'STALE' || date === undefined) return false
  const day = new Date(Date.parse(date) + STALE_AFTER_DAYS * DAY_MS).toISOString().slice(0, 10)
  return from <= day && day <= to
}
