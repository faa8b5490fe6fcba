/** How many exports are under way, so that they slow nobody else down. */
export interface ExportSlots {
  /** Takes a slot for an address; false where it, or everybody together, has all of theirs. A promise where another process gives them out. */
  take(address: string): boolean | Promise<boolean>
  giveBack(address: string): void
}

/** Slots of this very process. */
interface OwnExportSlots extends ExportSlots {
  take(address: string): boolean
}

/** So many slots for each address and for all addresses together. */
export function createExportSlots(perAddress: number, together: number): OwnExportSlots {
  const taken = new Map<string, number>()
  let all = 0
  return {
    take(address) {
      const own = taken.get(address) ?? 0
      if (own >= perAddress || all >= together) return false
      taken.set(address, own + 1)
      all += 1
      return true
    },
    giveBack(address) {
      const own = (taken.get(address) ?? 0) - 1
      if (own > 0) taken.set(address, own)
      else taken.delete(address)
      all -= 1
    },
  }
}
