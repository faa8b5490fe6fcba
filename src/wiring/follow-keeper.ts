import type { Snapshots } from '../catalogue/snapshots.ts'
import type { GeographyHolder } from '../geography/geography.ts'
import type { Keeper } from '../model/keeper.ts'
import type { ReaderStore } from '../store/reader-store.ts'
import type { InForce } from './in-force.ts'

/** Reads what the keeper has changed or put in another's place; returns how to stop. */
export function followKeeper(
  keeper: Keeper,
  held: {
    readonly store: ReaderStore
    readonly snapshots: Snapshots
    readonly geography: GeographyHolder
    readonly inForce: InForce
  },
): () => void {
  const { store, snapshots, geography, inForce } = held
  keeper.onReplaced(() => {
    store.reopen()
    snapshots.reopen()
    geography.reopen()
    inForce.dropTexts()
  })
  return keeper.onGeneration(() => {
    store.dropOutdated()
    snapshots.dropOutdated()
  })
}
