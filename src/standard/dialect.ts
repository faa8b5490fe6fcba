import type { IssueCollector } from './issue-collector.ts'
import type { QuirkName } from './quirks/quirks.ts'
import type { RawObject } from './reading-context.ts'

/** What is known of a page when its dialect is guessed. */
export interface PageShape {
  readonly envelope: RawObject
  readonly listName: string | undefined
  /** The page's items, unwrapped. */
  readonly items: readonly RawObject[]
  /** Whether any item has one of these properties. */
  readonly has: (...names: readonly string[]) => boolean
}

/** One way in which councils publish services. Each has a folder; all end in the 3.x shape. */
export interface Dialect {
  /** As shown to clients. */
  readonly name: string
  /** Pages of the same family may follow each other in one refresh; another family is a feed that changed. */
  readonly family: '1.0' | '3.x' | 'Outpost'
  /** Whether a page is of this dialect, judged by its shape alone. Asked in the order of `dialects`. */
  readonly isShapeOf: (page: PageShape) => boolean
  /** List items are whole records; undefined: judged by what they hold. */
  readonly listIsDetail?: true
  /** Oddities that everyone who speaks it has. */
  readonly quirks: readonly QuirkName[]
  /** Its service in the 3.x shape; never changes what it is given. Undefined: it is that already. */
  readonly upgrade?: (raw: RawObject, issues: IssueCollector) => RawObject
}
