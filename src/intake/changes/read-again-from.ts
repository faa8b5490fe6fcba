import type { RawService } from '../../standard/reading-context.ts'
import { maybeTextOf, numberOf, type Row } from '../../store/row.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import type { UpdatedFrom, VisibleFrom } from './note-change.ts'

/** Of a feed: whether a list of it was read to its end, and the number of the present sweep. */
interface SweptFeed {
  readonly hasList: boolean
  readonly sweep: number
}

/** What a record was read as: whether in full, and what says that its publisher changed it since. */
interface NewReading extends Pick<RawService, 'modified'> {
  readonly isFull: boolean
  readonly at: VisibleFrom
}

/**
 * From when what a reading says otherwise than what is held is an update. A record's list item, its detail, and what a
 * first list says of it twice, are one first reading; what its publisher modified in between is not.
 */
export function readAgainFrom(
  store: WriterStore,
  feed: SweptFeed,
  held: Row | undefined,
  { isFull, at, modified }: NewReading,
): UpdatedFrom {
  if (at === undefined) return undefined
  if (!feed.hasList && (held === undefined || numberOf(held, 'seen') === feed.sweep)) return undefined
  const service = held && store.get('SELECT full FROM service WHERE sid = ?', numberOf(held, 'sid'))
  const isCompleted = service?.['full'] === 0 && isFull
  if (isCompleted && !isLater(modified, maybeTextOf(held ?? {}, 'modified'))) return undefined
  return { at, isCompleted }
}

/** Of two dates or instants, as exactly as both are known. */
function isLater(one: string | undefined, other: string | null | undefined): boolean {
  if (one === undefined || other === undefined || other === null) return false
  const known = Math.min(one.length, other.length)
  return one.slice(0, known) > other.slice(0, known)
}
