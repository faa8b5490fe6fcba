import { DatabaseSync } from 'node:sqlite'
import { type MessagePort, parentPort, workerData } from 'node:worker_threads'
import { copyDatabase } from './copy-database.ts'
import { digestTables } from './digest-tables.ts'
import { openFollower, ReplicaDiffers } from './follower.ts'
import { readShipMark } from './ship-mark.ts'
import type { ShipAnswer, ShipOrder, ShipTask } from './start-ship-thread.ts'

/** The entry of a thread that copies a catalogue, digests it, or takes up what is written to another. */
const port = parentPort
if (port === null) throw new Error('this file runs in a worker')
const task: ShipTask = workerData

function answer(message: ShipAnswer): void {
  port?.postMessage(message)
}

function failureOf(error: unknown): ShipAnswer {
  return { failure: String(error), differs: error instanceof ReplicaDiffers }
}

function follow(file: string, port: MessagePort): void {
  const follower = openFollower(file)
  answer({ done: '' })
  port.on('message', (order: ShipOrder) => {
    if (order.order === 'close') {
      follower.close()
      answer({ done: '' })
      return port.close()
    }
    try {
      follower.apply(order.entry)
      answer({ done: '' })
    } catch (error) {
      answer(failureOf(error))
    }
  })
}

/** Says first that the state is held, so that whoever writes may go on. */
function digest(file: string): void {
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    db.exec('BEGIN')
    const mark = readShipMark(db)
    answer({ done: JSON.stringify(mark ?? null) })
    answer({ done: JSON.stringify(digestTables(db)) })
  } finally {
    db.close()
  }
}

try {
  if (task.task === 'copy') {
    copyDatabase(task.file, task.to)
    answer({ done: '' })
  } else if (task.task === 'follow') follow(task.file, port)
  else digest(task.file)
} catch (error) {
  answer(failureOf(error))
  port.close()
}
