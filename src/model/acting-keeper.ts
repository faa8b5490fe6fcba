import type { Keeper } from './keeper.ts'

/** A keeper whose word is that of whoever `acting` gives at the time it is asked; generations are heard from the first. */
export function actingKeeper(acting: () => Keeper): Keeper {
  return {
    get details() {
      return acting().details
    },
    get postcodes() {
      return acting().postcodes
    },
    traffic: (slug) => acting().traffic(slug),
    reading: (slug) => acting().reading(slug),
    unwrittenFault: (slug) => acting().unwrittenFault(slug),
    queued: () => acting().queued(),
    noteDamage: (of) => acting().noteDamage(of),
    damage: () => acting().damage(),
    onReplaced: (listener) => acting().onReplaced(listener),
    onGeneration: (listener) => acting().onGeneration(listener),
  }
}
