import { fork } from 'node:child_process'
import { on, once } from 'node:events'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'

const CHILD = new URL('./refreshing-child.ts', import.meta.url)
const Stated = z.union([z.object({ visible: z.array(z.string()) }), z.object({ ended: z.array(z.string()) })])

/** Which gateway to kill, how often and when. */
export interface Plan {
  readonly dataDir: string
  /** Of the council that the gateway reads. */
  readonly url: string
  readonly times: number
  /** The last kill comes up to so long after the refresh began, the first ones sooner, while the list is read. */
  readonly withinMs: number
  random(): number
}

/** What a series of kills has shown. */
export interface Killing {
  /** Visible records before each kill. */
  readonly visible: readonly number[]
  /** Of those, in full detail. */
  readonly detailed: readonly number[]
  /** What was visible before a kill and not after the next start; empty is right. */
  readonly lost: readonly string[]
  /** Answers of SQLite's own check of the file after each kill; each "ok" is right. */
  readonly checks: readonly string[]
  /** Kills that came when the refresh had ended already. */
  readonly tooLate: number
  /** What is visible when at last it may end. */
  readonly atEnd: readonly string[]
}

/** Starts a gateway on the folder, lets it begin to refresh, kills it with SIGKILL at a random moment, so many times; the last one comes to its end. */
export async function killAgainAndAgain({ dataDir, url, times, withinMs, random }: Plan): Promise<Killing> {
  const kills: { readonly before: readonly string[]; readonly isTooLate: boolean; readonly check: string }[] = []
  const lost: string[] = []
  // One ahead, so that loading the program costs no time of its own.
  let child = startChild(dataDir, url)
  for (let time = 0; time < times; time++) {
    const next = startChild(dataDir, url)
    child.show()
    lost.push(...missing(kills.at(-1)?.before ?? [], (await child.hear()).records))
    await pause((random() * withinMs * (time + 1)) / times)
    child.show()
    const { records: before, isEnd: isTooLate } = await child.hear()
    // So that some kills come while what follows the answer is being written.
    await pause(random() * 10)
    await child.kill()
    kills.push({ before, isTooLate, check: quickCheck(dataDir) })
    child = next
  }
  child.show()
  lost.push(...missing(kills.at(-1)?.before ?? [], (await child.hear()).records))
  const { records: atEnd } = await child.hear()
  await child.kill()
  return {
    visible: kills.map(({ before }) => before.length),
    detailed: kills.map(({ before }) => before.filter(isDetailed).length),
    lost,
    checks: kills.map(({ check }) => check),
    tooLate: kills.filter(({ isTooLate }) => isTooLate).length,
    atEnd,
  }
}

/** What was shown and no longer is; a list item may have got its detail. */
function missing(before: readonly string[], now: readonly string[]): string[] {
  const records = new Set(now)
  const ids = new Set(now.map(idOf))
  return before.filter((record) => !(isDetailed(record) ? records.has(record) : ids.has(idOf(record))))
}

function isDetailed(record: string): boolean {
  return !record.endsWith(' ')
}

function idOf(record: string): string {
  return record.slice(0, record.indexOf(' '))
}

function startChild(dataDir: string, url: string) {
  const env = { ...process.env, NODE_COMPILE_CACHE: join(dataDir, 'compiled') }
  const child = fork(CHILD, [dataDir, url], { env, execArgv: [], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  const messages = on(child, 'message', { close: ['exit'] })
  return {
    /** To start, the first time; then what it shows. */
    show: () => void child.send('show'),
    async hear(): Promise<{ readonly records: readonly string[]; readonly isEnd: boolean }> {
      const next = await messages.next()
      if (next.done === true) throw new Error('the gateway ended by itself')
      const stated = Stated.parse(next.value[0])
      return 'ended' in stated ? { records: stated.ended, isEnd: true } : { records: stated.visible, isEnd: false }
    },
    async kill(): Promise<void> {
      const exited = once(child, 'exit')
      child.kill('SIGKILL')
      await exited
    },
  }
}

function quickCheck(dataDir: string): string {
  const db = new DatabaseSync(join(dataDir, 'catalogue.sqlite'))
  const answer = db
    .prepare('PRAGMA quick_check')
    .all()
    .map((row) => String(row['quick_check']))
    .join('; ')
  db.close()
  return answer
}
