import type { CatalogueWriter } from './catalogue-writer.ts'

type Method = keyof CatalogueWriter

/** A call to the writer's thread; the answer bears its id. */
export interface WriterCall {
  readonly id: number
  readonly call: {
    readonly [M in Method]: { readonly method: M; readonly values: Parameters<CatalogueWriter[M]> }
  }[Method]
}

/** Id 0 is the word that the file is open, or why it is not. */
export type WriterAnswer =
  | { readonly id: number; readonly value: unknown }
  | {
      readonly id: number
      readonly failure: {
        readonly name: string
        readonly message: string
        readonly stack?: string
        readonly code?: unknown
      }
    }
