import { parentPort, workerData } from 'node:worker_threads'
import { findDamage } from './find-damage.ts'

/** The entry of a thread that looks through the file and answers with the names of its damaged tables. */
const file: unknown = workerData
if (typeof file !== 'string') throw new Error('the thread is started with the path of the catalogue')
parentPort?.postMessage(findDamage(file))
