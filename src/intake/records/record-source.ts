import type { UpdatedFrom, VisibleFrom } from '../changes/note-change.ts'
import { uidOf } from '../../model/record-uid.ts'

/** The service in whose record an organization, place or term was stated. */
export interface RecordSource {
  readonly slug: string
  readonly fid: number
  readonly sid: number
  /** Nothing of the service is held under that row number. */
  readonly isNew?: boolean
  readonly originId: string
  /** Stated in a detail, not in a list's short form. */
  readonly isFull: boolean
  /** GSS codes of its feed's own areas. */
  readonly publisherAreas: readonly string[]
  /** RFC 3339. */
  readonly fetchedAt: string
  readonly visibleFrom: VisibleFrom
  readonly updatedFrom: UpdatedFrom
}

/** The service's own id across feeds. */
export function uidOfSource({ slug, originId }: RecordSource): string {
  return uidOf({ feed: slug, originId })
}
