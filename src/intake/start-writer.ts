import { setFlagsFromString } from 'node:v8'
import { Worker } from 'node:worker_threads'
import { DamagedDataError } from '../model/damaged-data-error.ts'
import type { DamagedFile } from '../model/keeper.ts'
import { present } from '../model/present.ts'
import { isDamage } from '../store/damage.ts'
import { whyUnwritable } from '../store/passing-fault.ts'
import { CatalogueFileError } from '../store/catalogue-file-error.ts'
import { UnreadableBody } from '../standard/reading-context.ts'
import type { LogPort } from '../store/log-port.ts'
import type { CatalogueWriter } from './catalogue-writer.ts'
import { threadFile } from '../model/thread-file.ts'
import { UNASKED, type WriterAnswer, type WriterCall, type WriterStart } from './writer-messages.ts'

interface Waiting {
  readonly method: string
  readonly resolve: (value: never) => void
  readonly reject: (error: Error) => void
}

/** A writer in a thread of its own. */
export interface StartedWriter extends CatalogueWriter {
  /** Has long work broken off now, whose calls reject, and every long work from now on; before `close`. */
  breakOff(): void
  /** Calls that are not answered yet. */
  queued(): number
  /** Starts the thread again, which has ended; feeds are to be set again. Rejects as a first start does. */
  restart(): Promise<void>
}

/** Who hears of what the writer does. */
interface WriterListener {
  /** After each answer, when something may have become visible. */
  onAnswer?(): void
  /** A call failed because this file is damaged, before it rejects. */
  onDamage?(of: DamagedFile): void
  /** The thread has ended by itself. */
  onEnd?(): void
  /** What calls wrote before they were answered could not be kept. */
  onLost?(reason: Error): void
  /** Something was written for good (true), or a call failed because nothing can be, for a reason in words for an operator. */
  onWritten?(outcome: true | { readonly why: string }): void
}

/**
 * Starts the writer in its own thread; resolves when the file is open. Rejects with the CatalogueFileError of the file.
 * What it writes goes to a log first, where one is given; each thread is given its own end of it. A thread that dies rejects all that is under way, and every call until it is started again; what was committed stands.
 */
export async function startWriter(
  file: string,
  listener: WriterListener = {},
  openLog: () => LogPort | undefined = () => undefined,
): Promise<StartedWriter> {
  keepWasmWrappersGeneric()
  const start = { file, stop: new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT) }
  let thread = await startThread({ ...start, log: openLog() }, listener)
  const calls = Object.fromEntries(
    thread.methods.map((method) => [method, (...values: unknown[]) => thread.call(method, values)]),
  )
  // The thread names the methods of the very writer that the type is made from.
  const writer = calls as unknown as CatalogueWriter
  return {
    ...writer,
    breakOff() {
      Atomics.store(new Int32Array(start.stop), 0, 1)
    },
    queued: () => thread.queued(),
    async restart() {
      thread = await startThread({ ...start, log: openLog() }, listener)
    },
    close: () => thread.close(),
  }
}

/** A thread whose file is open. */
interface Thread {
  /** Names of what it can be asked for. */
  readonly methods: readonly string[]
  call(method: string, values: readonly unknown[]): Promise<unknown>
  queued(): number
  /** Resolves when it has ended, as it may have by itself. */
  close(): Promise<void>
}

/** For objects that mostly die young: a page's records are let go of with it. The default is thrice as much, and never given back. */
const YOUNG_MB = 16
/** Several times what the largest page that is read and the matching of a million records take; V8 collects the sooner the nearer it comes. */
const OLD_MB = 768

async function startThread(
  start: WriterStart,
  { onAnswer, onDamage, onEnd, onLost, onWritten }: WriterListener,
): Promise<Thread> {
  const worker = new Worker(threadFile('./writer-thread', import.meta.url), {
    workerData: start,
    transferList: start.log === undefined ? [] : [start.log.port],
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB, maxOldGenerationSizeMb: OLD_MB },
  })
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let ended: Error | undefined
  let isWanted = false
  worker.on('message', (answer: WriterAnswer) => {
    const call = waiting.get(answer.id)
    waiting.delete(answer.id)
    if ('failure' in answer) {
      const error = revive(start.file, answer.failure)
      if (answer.id !== 0 && isDamage(error)) onDamage?.(error instanceof DamagedDataError ? 'GEOGRAPHY' : 'CATALOGUE')
      if (answer.id === UNASKED) onLost?.(error)
      const why = whyUnwritable(error)
      if (why !== undefined) onWritten?.({ why })
      call?.reject(error)
    } else {
      // The end of a list always writes, and at once.
      if (call?.method === 'endSweep') onWritten?.(true)
      call?.resolve(answer.value as never)
    }
    onAnswer?.()
  })
  const failAll = (error: Error): void => {
    ended ??= error
    for (const call of waiting.values()) call.reject(error)
    waiting.clear()
  }
  worker.on('error', (cause) => failAll(new Error('the writer of the catalogue failed', { cause })))
  const exited = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      failAll(new Error('the writer of the catalogue has ended'))
      resolve()
      if (isWanted) onEnd?.()
    })
  })

  function call(method: string, values: readonly unknown[]): Promise<unknown> {
    if (ended !== undefined) return Promise.reject(ended)
    lastId += 1
    const message: WriterCall = { id: lastId, method, values }
    const settled = new Promise((resolve, reject) => waiting.set(message.id, { method, resolve, reject }))
    worker.postMessage(message)
    return settled
  }

  const methods = await new Promise<readonly string[]>((resolve, reject) =>
    waiting.set(0, { method: 'open', resolve, reject }),
  )
  isWanted = true
  return {
    methods,
    call,
    queued: () => waiting.size,
    async close() {
      isWanted = false
      if (ended === undefined) await Promise.race([call('close', []), exited])
      await exited
    },
  }
}

function revive(file: string, failure: Extract<WriterAnswer, { failure: unknown }>['failure']): Error {
  if (failure.name === 'UnreadableBody')
    return new UnreadableBody(failure.code as UnreadableBody['code'], failure.message)
  // The writer meets damage of the catalogue in SQLite's own words.
  if (failure.name === 'DamagedDataError') return new DamagedDataError({ cause: failure.stack })
  if (failure.name === 'CatalogueFileError') {
    const cause = Object.assign(new Error(failure.message), { ...present({ errcode: failure.errcode }) })
    return Object.assign(new CatalogueFileError(file, '', { cause }), { message: failure.message })
  }
  return Object.assign(new Error(failure.message), {
    ...{ name: failure.name, cause: failure.stack },
    ...present({ errcode: failure.errcode, code: failure.code }),
  })
}

/**
 * The writer's TypeScript is stripped by WebAssembly in its thread, and undici parses HTTP by WebAssembly in the main one. V8
 * compiles a wrapper for each import that either calls often, shares them between threads, and frees them when a thread
 * ends, at times while another registers one: a fatal error or SIGSEGV of the whole process. Wrappers that are never
 * compiled are never freed. Takes hold of modules instantiated from now on, as undici's is at its first connection; what
 * stripped the main thread's TypeScript before lives as long as the process.
 */
function keepWasmWrappersGeneric(): void {
  setFlagsFromString('--wasm-wrapper-tiering-budget=2000000000')
}
