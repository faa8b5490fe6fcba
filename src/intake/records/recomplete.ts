import type { UpdatedFrom } from '../changes/note-change.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { forgetCopies, type StillHeld } from './copies.ts'
import { recompleteLocation } from './write-locations.ts'
import { recompleteOrganization } from './write-organization.ts'

/** Forgets the copies that a service holds no longer, and makes their records again of what other services hold. */
export function withdrawCopies(store: WriterStore, sid: number, still: StillHeld, updatedFrom: UpdatedFrom): void {
  for (const { type, rid } of forgetCopies(store, sid, still)) {
    if (type === 'organization') recompleteOrganization(store, rid, sid, updatedFrom)
    else recompleteLocation(store, rid, sid, updatedFrom)
  }
}
