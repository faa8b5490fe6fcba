import type { Keeper } from './keeper.ts'

/** Who says that something new is visible. */
export type KeeperNews = Pick<Keeper, 'onReplaced' | 'onGeneration'>

/** A keeper whose word is that of whoever `acting` gives at the time it is asked; what is new is heard from `news`, of which the first is one unless given. */
export function actingKeeper(acting: () => Keeper, news: KeeperNews = acting()): Keeper {
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
    troubles: () => acting().troubles(),
    onReplaced: (listener) => news.onReplaced(listener),
    onGeneration: (listener) => news.onGeneration(listener),
  }
}
