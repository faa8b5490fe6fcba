import { Worker } from 'node:worker_threads'
import { threadFile } from '../model/thread-file.ts'
import type { TableDigests } from './digest-tables.ts'
import { ReplicaDiffers } from './follower.ts'
import type { ShipMark } from './ship-mark.ts'
import type { LogEntry } from './transaction-log.ts'

/** What a thread is started for. */
export type ShipTask =
  | { readonly task: 'follow' | 'digest'; readonly file: string }
  | { readonly task: 'copy'; readonly file: string; readonly to: string }

/** What a thread that follows is asked for, one after the other. */
export type ShipOrder =
  | { readonly order: 'apply'; readonly entry: Pick<LogEntry, 'lineage' | 'position' | 'body'> }
  | { readonly order: 'close' }

export type ShipAnswer = { readonly done: string } | { readonly failure: string; readonly differs: boolean }

/** A file that takes up entries of a log in a thread of its own, one call at a time. */
export interface FollowerThread {
  /** Rejects with ReplicaDiffers where the file is not what the entry was written to. */
  apply(entry: Pick<LogEntry, 'lineage' | 'position' | 'body'>): Promise<void>
  close(): Promise<void>
}

/** Opens a catalogue to follow a log; its folder is locked until it is closed. */
export async function startFollower(file: string): Promise<FollowerThread> {
  const thread = startThread({ task: 'follow', file })
  await thread.next()
  return {
    async apply(entry) {
      thread.order({ order: 'apply', entry })
      await thread.next()
    },
    async close() {
      // One that has ended holds nothing.
      if (thread.isOver()) return
      thread.order({ order: 'close' })
      await thread.next()
      await thread.ended
    },
  }
}

/** The digests of a catalogue's tables as they stand when this resolves, whatever is written from then on. */
export async function startDigest(
  file: string,
): Promise<{ readonly mark: ShipMark | undefined; readonly digests: () => Promise<TableDigests> }> {
  const thread = startThread({ task: 'digest', file })
  const mark: ShipMark | undefined = JSON.parse(await thread.next()) ?? undefined
  return { mark, digests: () => thread.next().then((text): TableDigests => JSON.parse(text)) }
}

/** Copies a catalogue as it stands at one moment to a file that does not exist. */
export async function copyInThread(file: string, to: string): Promise<void> {
  await startThread({ task: 'copy', file, to }).next()
}

const ENDED: ShipAnswer = { failure: 'the thread has ended', differs: false }

interface ShipThread {
  readonly ended: Promise<void>
  isOver(): boolean
  order(order: ShipOrder): void
  /** The next answer, which may have come before. Rejects where the thread has ended and none is left. */
  next(): Promise<string>
}

function startThread(task: ShipTask): ShipThread {
  const worker = new Worker(threadFile('./ship-thread', import.meta.url), { workerData: task })
  const arrived: ShipAnswer[] = []
  const waiting: ((answer: ShipAnswer) => void)[] = []
  function take(answer: ShipAnswer): void {
    const first = waiting.shift()
    if (first === undefined) arrived.push(answer)
    else first(answer)
  }
  worker.on('message', take)
  worker.on('error', (error) => take({ failure: String(error), differs: false }))
  let isOver = false
  const ended = new Promise<void>((resolve) => {
    worker.on('exit', () => {
      isOver = true
      for (const answer of waiting.splice(0)) answer(ENDED)
      resolve()
    })
  })
  return {
    ended,
    isOver: () => isOver,
    order: (order) => worker.postMessage(order),
    async next() {
      const answer =
        arrived.shift() ?? (isOver ? ENDED : await new Promise<ShipAnswer>((resolve) => waiting.push(resolve)))
      if (!('failure' in answer)) return answer.done
      throw answer.differs ? new ReplicaDiffers(answer.failure) : new Error(answer.failure)
    },
  }
}
