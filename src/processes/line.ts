// processes: one gateway in several processes: one keeps the catalogue, others answer, and a porter stands between them. The
// room must not know how feeds are read, what a record holds, or how a query is answered.

/** What leads to another process: messages arrive whole and in order, or not at all once it has ended. */
export interface Line {
  send(message: object): void
  /** Calls back with each message; at most one listener. */
  listen(listener: (message: unknown) => void): void
}

/** The process at the other end has ended, or never was: what was asked of it has no answer. */
export class LineEndedError extends Error {
  override readonly name = 'LineEndedError'
  constructor() {
    super('the process that was asked has ended')
  }
}
