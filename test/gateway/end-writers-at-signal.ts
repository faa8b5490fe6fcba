// Loaded into a process before anything of the gateway's (`--import`): SIGPWR ends the threads that write, as running out of memory does.
import { createRequire, syncBuiltinESMExports } from 'node:module'
import { isMainThread, type Worker } from 'node:worker_threads'

function endWritersAtSignal(): void {
  const threads: { Worker: typeof Worker } = createRequire(import.meta.url)('node:worker_threads')
  const writers = new Set<Worker>()
  threads.Worker = class extends threads.Worker {
    constructor(...values: ConstructorParameters<typeof threads.Worker>) {
      super(...values)
      if (!String(values[0]).endsWith('/writer-thread.ts')) return
      writers.add(this)
      this.once('exit', () => writers.delete(this))
    }
  }
  syncBuiltinESMExports()
  process.on('SIGPWR', () => {
    for (const writer of writers) void writer.terminate()
  })
}

if (isMainThread) endWritersAtSignal()
