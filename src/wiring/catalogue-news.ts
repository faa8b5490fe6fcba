import type { KeeperNews } from '../model/acting-keeper.ts'

/** Who hears of what becomes of the catalogue, whoever keeps it. */
export interface CatalogueNews extends KeeperNews {
  noteGeneration(generation: string): void
  noteReplaced(): void
}

/** Nobody hears of anything yet. */
export function createCatalogueNews(): CatalogueNews {
  const generations = new Set<(generation: string) => void>()
  const replaced: (() => void)[] = []
  return {
    onGeneration(listener) {
      generations.add(listener)
      return () => void generations.delete(listener)
    },
    onReplaced: (listener) => void replaced.push(listener),
    noteGeneration: (generation) => generations.forEach((listener) => listener(generation)),
    noteReplaced: () => replaced.forEach((listener) => listener()),
  }
}
