import { Worker } from 'node:worker_threads'
import type { PortAnswer, PortOrder } from './port-holder.ts'
import { explainListenError, StartError } from './start-error.ts'
import { threadFile } from '../model/thread-file.ts'

/** A port that is listened on without being served: who connects waits until a process takes the socket up. */
export interface HeldPort {
  /** The socket's file descriptor in this process, for children to inherit. */
  readonly fd: number
  /** Lets go of it; processes that took it up serve on. */
  close(): Promise<void>
}

/** Listens in a thread of its own that accepts nobody; port 0 picks a free one. Rejects with a `StartError` that says what to do. */
export async function holdPort(port: number, host: string): Promise<HeldPort> {
  const order: PortOrder = { port, host }
  const holder = new Worker(threadFile('./port-holder', import.meta.url), { workerData: order })
  const answer = await new Promise<PortAnswer>((resolve, reject) => {
    holder.once('message', resolve).once('error', reject)
  })
  if ('fd' in answer)
    return {
      fd: answer.fd,
      async close() {
        await holder.terminate()
      },
    }
  await holder.terminate()
  throw new StartError(
    explainListenError(answer.code, host, port) ?? `${host}:${port} cannot be listened on (${answer.code}).`,
  )
}
