import { MessageChannel } from 'node:worker_threads'
import type { LogAnswer, LogOrder, LogPort } from '../store/log-port.ts'
import type { ShipMark } from '../store/ship-mark.ts'

/** The log as a writer's thread is served from it. */
export interface ServedLog {
  /** Does what is asked for; gives the log's last entry. */
  perform(order: LogOrder): Promise<ShipMark | undefined>
}

/** A port to the log for a writer's thread, which waits for each answer; whoever serves it must never wait for the thread. */
export function serveLog({ perform }: ServedLog): LogPort {
  const { port1, port2 } = new MessageChannel()
  const answered = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
  const flag = new Int32Array(answered)
  async function answer(order: LogOrder): Promise<void> {
    const message = await perform(order).then(
      (head): LogAnswer => ({ head }),
      (error): LogAnswer => ({ failure: error instanceof Error ? error.message : String(error) }),
    )
    port1.postMessage(message)
    Atomics.store(flag, 0, 1)
    Atomics.notify(flag, 0)
  }
  port1.on('message', (order: LogOrder) => void answer(order))
  port1.unref()
  return { port: port2, answered }
}
