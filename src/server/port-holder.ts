import { createServer } from 'node:net'
import { parentPort, workerData } from 'node:worker_threads'

/** What the thread is started with. */
export interface PortOrder {
  readonly port: number
  readonly host: string
}

/** What it answers: the socket's file descriptor, or the system's code for why there is none. */
export type PortAnswer = { readonly fd: number } | { readonly code: string | undefined }

/** The entry of a thread that listens and then never runs again: it accepts nobody, and the system has who connects wait. */
const order: PortOrder = workerData
const answer = (message: PortAnswer): void => parentPort?.postMessage(message)
const server = createServer()
server.once('error', ({ code }: NodeJS.ErrnoException) => answer({ code }))
server.listen(order.port, order.host, () => {
  const handle: unknown = Reflect.get(server, '_handle')
  const fd: unknown = typeof handle === 'object' && handle !== null ? Reflect.get(handle, 'fd') : undefined
  if (typeof fd !== 'number' || fd < 0) throw new Error('the system gives no file descriptor of a socket')
  answer({ fd })
  Atomics.wait(new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)), 0, 0)
})
