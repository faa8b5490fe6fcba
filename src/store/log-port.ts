import { type MessagePort, receiveMessageOnPort } from 'node:worker_threads'
import type { ShipMark } from './ship-mark.ts'
import type { LogEntry, TransactionLog } from './transaction-log.ts'

/** The end of a log that a writer's thread is given: its transactions wait for nothing else, so it waits for each answer. */
export interface LogPort {
  readonly port: MessagePort
  /** A number that is 1 once the answer lies at the port. */
  readonly answered: SharedArrayBuffer
}

/** What a writer's thread asks of the log. */
export type LogOrder =
  | { readonly order: 'head' }
  | { readonly order: 'append'; readonly entry: LogEntry }
  | { readonly order: 'establish'; readonly mark: ShipMark }

/** `failure` where it was not done. */
export type LogAnswer = { readonly head: ShipMark | undefined } | { readonly failure: string }

/** The log behind a port, for a thread that may wait. */
export function openLogPort({ port, answered }: LogPort): TransactionLog {
  const flag = new Int32Array(answered)
  function ask(order: LogOrder): ShipMark | undefined {
    port.postMessage(order)
    Atomics.wait(flag, 0, 0)
    Atomics.store(flag, 0, 0)
    const answer: LogAnswer | undefined = receiveMessageOnPort(port)?.message
    if (answer === undefined) throw new Error('The log gave no answer.')
    if ('failure' in answer) throw new Error(answer.failure)
    return answer.head
  }
  return {
    head: () => ask({ order: 'head' }),
    append: (entry) => void ask({ order: 'append', entry }),
    establish: (mark) => void ask({ order: 'establish', mark }),
  }
}
