import { createExportSlots } from '../server/exports/export-slots.ts'

/** Slots of exports for all readers together, which are free again when the reader that took them ends. */
export interface SlotLedger<R> {
  /** False where the address, or everybody together, has all of theirs. */
  take(reader: R, address: string): boolean
  giveBack(reader: R, address: string): void
  /** Gives back all that this reader has. */
  end(reader: R): void
}

/** So many slots for each address, and for all together, whichever reader serves them. */
export function createSlotLedger<R>(perAddress: number, together: number): SlotLedger<R> {
  const slots = createExportSlots(perAddress, together)
  const taken = new Map<R, string[]>()
  return {
    take(reader, address) {
      const isFree = slots.take(address)
      if (isFree) taken.set(reader, [...(taken.get(reader) ?? []), address])
      return isFree
    },
    giveBack(reader, address) {
      const own = taken.get(reader) ?? []
      const at = own.indexOf(address)
      if (at < 0) return
      taken.set(reader, own.toSpliced(at, 1))
      slots.giveBack(address)
    },
    end(reader) {
      for (const address of taken.get(reader) ?? []) slots.giveBack(address)
      taken.delete(reader)
    },
  }
}
