import type { createWriter } from './create-writer.ts'
import type { OpenWriter } from './open-writer.ts'

type Methods = ReturnType<typeof createWriter> & OpenWriter['methods']

/** The writing side of the catalogue, in a thread of its own: calls are answered one after the other. Instants are RFC 3339. */
export type CatalogueWriter = {
  readonly [M in keyof Methods]: (...values: Parameters<Methods[M]>) => Promise<ReturnType<Methods[M]>>
}

/** A detail as it came. */
export type ArrivedDetail = Parameters<CatalogueWriter['writeDetails']>[1][number]
