import { parentPort, workerData } from 'node:worker_threads'
import type { CatalogueWriter } from './catalogue-writer.ts'
import { createWriter } from './create-writer.ts'
import type { WriterAnswer, WriterCall } from './writer-messages.ts'
import { present } from '../model/present.ts'

/** The worker's entry: reading, deriving and writing happen here, so that the serving thread never waits for them. */
const port = parentPort
if (port === null) throw new Error('this file runs in a worker')
const file: unknown = workerData
if (typeof file !== 'string') throw new Error('the worker is started with the path of the catalogue')

const answer = (message: WriterAnswer): void => port.postMessage(message)

function failureOf(error: unknown): {
  readonly name: string
  readonly message: string
  readonly stack?: string
  readonly code?: unknown
} {
  if (!(error instanceof Error)) return { name: 'Error', message: String(error) }
  const code = 'code' in error ? error.code : undefined
  return {
    name: error.name,
    message: error.message,
    ...present({ stack: error.stack, code }),
  }
}

async function perform(writer: CatalogueWriter, { id, call }: WriterCall): Promise<void> {
  try {
    switch (call.method) {
      case 'setFeeds':
        return answer({ id, value: await writer.setFeeds(...call.values) })
      case 'beginSweep':
        return answer({ id, value: await writer.beginSweep(...call.values) })
      case 'readPage':
        return answer({ id, value: await writer.readPage(...call.values) })
      case 'endSweep':
        return answer({ id, value: await writer.endSweep(...call.values) })
      case 'failSweep':
        return answer({ id, value: await writer.failSweep(...call.values) })
      case 'writeDetails':
        return answer({ id, value: await writer.writeDetails(...call.values) })
      case 'writeInspection':
        return answer({ id, value: await writer.writeInspection(...call.values) })
      case 'notePoll':
        return answer({ id, value: await writer.notePoll(...call.values) })
      case 'settleClusters':
        return answer({ id, value: await writer.settleClusters(...call.values) })
      case 'placeAnew':
        return answer({ id, value: await writer.placeAnew(...call.values) })
      case 'close':
        return answer({ id, value: await writer.close() })
    }
  } catch (error) {
    answer({ id, failure: failureOf(error) })
  }
}

try {
  const writer = createWriter(file)
  answer({ id: 0, value: undefined })
  // The writer's methods run to their end without waiting, so calls can't overtake each other.
  port.on('message', (message: WriterCall) => {
    void perform(writer, message).then(() => {
      if (message.call.method === 'close') port.close()
    })
  })
} catch (error) {
  answer({ id: 0, failure: failureOf(error) })
  port.close()
}
