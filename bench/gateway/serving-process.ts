import { fork } from 'node:child_process'
import { on, once } from 'node:events'
import { z } from 'zod'

const Started = z.object({ url: z.string() })
const Usage = z.object({
  cpuMs: z.number(),
  rssMegabytes: z.number(),
  heapMegabytes: z.number(),
  outsideMegabytes: z.number(),
  deafCpuMs: z.number(),
})

/** A server in a process of its own. */
export interface ServingProcess {
  readonly url: string
  /** CPU spent since its start, memory held now, and the most CPU its thread spent before it heard anything again, since last asked. */
  usage(): Promise<z.infer<typeof Usage>>
  stop(): Promise<void>
}

/** Starts a module of this folder as a server and waits until it serves. */
export async function startServing(module: string, args: readonly string[]): Promise<ServingProcess> {
  // As the command serves.
  const env = { ...process.env, NODE_ENV: 'production', MALLOC_ARENA_MAX: '1' }
  const execArgv = [
    '--max-semi-space-size=8',
    '--heap-growing-percent=80',
    ...(process.env['BENCH_NODE_OPTIONS']?.split(' ') ?? []),
  ]
  const child = fork(new URL(module, import.meta.url), args, {
    env,
    execArgv,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const messages = on(child, 'message', { close: ['exit'] })
  async function hear(): Promise<unknown> {
    const next = await messages.next()
    if (next.done === true) throw new Error(`the server of ${module} ended by itself`)
    return next.value[0]
  }
  const { url } = Started.parse(await hear())
  return {
    url,
    async usage() {
      child.send('usage')
      return Usage.parse(await hear())
    },
    async stop() {
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}
