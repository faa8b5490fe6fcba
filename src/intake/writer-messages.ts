import type { LogPort } from '../store/log-port.ts'

/** A call to the writer's thread by a method's name; the answer bears its id. */
export interface WriterCall {
  readonly id: number
  readonly method: string
  readonly values: readonly unknown[]
}

/** The id of what is answered though nobody asked: that something has become visible, or could not. */
export const UNASKED = -1

/** Id 0 is the answer that the file is open, with the names of the writer's methods, or why it is not. */
export type WriterAnswer =
  | { readonly id: number; readonly value: unknown }
  | {
      readonly id: number
      readonly failure: {
        readonly name: string
        readonly message: string
        readonly stack?: string
        readonly code?: unknown
        /** SQLite's. */
        readonly errcode?: unknown
      }
    }

/** What the writer's thread is started with. */
export interface WriterStart {
  /** Path of the catalogue. */
  readonly file: string
  /** A number that is not 0 once what is under way is to be broken off: a message would wait until it is done. */
  readonly stop: SharedArrayBuffer
  /** Where what it writes goes before it stands; undefined: nowhere. */
  readonly log: LogPort | undefined
}
