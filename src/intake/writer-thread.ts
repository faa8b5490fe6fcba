import { parentPort, workerData } from 'node:worker_threads'
import { createGathering } from './gathering.ts'
import { collectGarbage, createResting } from './resting.ts'
import { openWriter } from './open-writer.ts'
import { openLogPort } from '../store/log-port.ts'
import { UNASKED, type WriterAnswer, type WriterCall, type WriterStart } from './writer-messages.ts'
import { present } from '../model/present.ts'

/** The worker's entry: reading, deriving and writing happen here, so that the serving thread never waits for them. */
const port = parentPort
if (port === null) throw new Error('this file runs in a worker')
const { file, stop, log }: WriterStart = workerData
const flag = new Int32Array(stop)

const answer = (message: WriterAnswer): void => port.postMessage(message)

function failureOf(error: unknown): {
  readonly name: string
  readonly message: string
  readonly stack?: string
  readonly code?: unknown
  readonly errcode?: unknown
} {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) }
  const code = 'code' in error ? error.code : undefined
  return {
    name: error.name,
    message: error.message,
    ...present({ stack: error.stack, code, errcode: errcodeOf(error) }),
  }
}

/** Of what caused a CatalogueFileError. */
function errcodeOf(error: Error): unknown {
  const { cause } = error
  if ('errcode' in error) return error.errcode
  return cause instanceof Error && 'errcode' in cause ? cause.errcode : undefined
}

function perform(writer: object, { id, method, values }: WriterCall): void {
  try {
    const value: unknown = Reflect.apply(Reflect.get(writer, method), writer, values)
    answer({ id, value })
  } catch (error) {
    answer({ id, failure: failureOf(error) })
  }
}

try {
  const writer = openWriter(file, () => Atomics.load(flag, 0) !== 0, log && openLogPort(log))
  const gathering = createGathering({
    isGathering: () => writer.current().isGathering(),
    monotonicNow: () => performance.now(),
    // Whoever listens for answers looks what has become visible.
    show: () => perform(writer.current(), { id: UNASKED, method: 'show', values: [] }),
  })
  const resting = createResting(() => {
    writer.current().shrink()
    collectGarbage()
  })
  answer({ id: 0, value: [...Object.keys(writer.current()), ...Object.keys(writer.methods)] })
  // The writer's methods run to their end without waiting, so calls can't overtake each other.
  port.on('message', (call: WriterCall) => {
    if (call.method === 'close') perform(writer, call)
    else perform(call.method in writer.methods ? writer.methods : writer.current(), call)
    if (call.method !== 'close') {
      gathering.afterCall()
      return resting.afterCall()
    }
    gathering.stop()
    resting.stop()
    port.close()
  })
} catch (error) {
  answer({ id: 0, failure: failureOf(error) })
  port.close()
}
