import { setTimeout as pause } from 'node:timers/promises'
import { createRandom } from '../create-random.ts'
import { type FakeCouncil, plainServices } from '../gateway/fake-council.ts'
import type { Machine } from './machine.ts'
import { markOf, type SharedCatalogue } from './shared-catalogue.ts'

/** Which faults there were. */
export interface Hurts {
  readonly killed: number
  /** Leaders killed as soon as PostgreSQL had an entry of theirs … */
  readonly atAcknowledgement: number
  /** … of which so many had not committed it. */
  readonly uncommitted: number
  readonly stopped: number
  readonly restarted: number
}

const STOPPED_MS = 5_000
/** Services that each council has at all times. */
export const FEWEST = 30

/** Kills and stops machines and PostgreSQL at random, so many times, while councils change and are read; all run at its end, unless one ended by itself. */
export async function hurtAtRandom(shared: SharedCatalogue, times: number, random: () => number): Promise<Hurts> {
  const { machines, postgres, councils } = shared
  // How often councils change is a matter of speed, and does not change which faults there are.
  const published = createRandom(random() * 2 ** 32)
  const hurts = { killed: 0, atAcknowledgement: 0, uncommitted: 0, restarted: 0 }
  const stops: Promise<void>[] = []
  let isOver = false
  let round = 0
  async function change(): Promise<void> {
    while (!isOver) {
      round += 1
      for (const council of councils) {
        const most = FEWEST + Math.floor(published() * 20)
        council.services = plainServices(most, { description: `Round ${published() < 0.5 ? round : 0}` })
      }
      await Promise.all(machines.map((machine) => machine.refresh()))
      await pause(300)
    }
  }
  const changing = change()
  for (let time = 0; time < times; time += 1) {
    await pause(300 + random() * 1_700)
    const chance = random()
    if (chance < 0.15) {
      await postgres.kill()
      await pause(random() * 3_000)
      await postgres.start()
      hurts.restarted += 1
      continue
    }
    const [row] = await postgres.rows('SELECT holder FROM ship_state')
    const leader = machines.find(({ name }) => name === row?.['holder'])
    const machine = (random() < 0.5 && leader) || machines[Math.floor(random() * machines.length)]
    if (machine === undefined) continue
    if (chance < 0.35) {
      stops.push(stop(machine))
    } else if (chance < 0.6 && machine === leader) {
      hurts.uncommitted += Number(await killAtAcknowledgement(shared, machine))
      hurts.atAcknowledgement += 1
    } else {
      await machine.kill()
      machine.start()
      hurts.killed += 1
    }
  }
  isOver = true
  await Promise.all([changing, ...stops])
  return { ...hurts, stopped: stops.length }
}

/** The others are hurt meanwhile, and it may be too. */
async function stop(machine: Machine): Promise<void> {
  machine.signal('SIGSTOP')
  await pause(STOPPED_MS)
  machine.signal('SIGCONT')
}

/** Kills a leader as soon as PostgreSQL has the next entry of the log, or after a while, and starts it again; whether it had not committed that entry. */
async function killAtAcknowledgement({ postgres }: SharedCatalogue, leader: Machine): Promise<boolean> {
  const appended = Promise.withResolvers<void>()
  const listening = await postgres.listen('ship_log', (notice) => {
    if (!/^\d+$/.test(notice)) return
    leader.signal('SIGKILL')
    appended.resolve()
  })
  await Promise.race([appended.promise, pause(STOPPED_MS)])
  await leader.kill()
  await listening.end()
  const [head] = await postgres.rows('SELECT position FROM ship_state')
  const held = markOf(leader.dataDir)?.position ?? 0
  leader.start()
  return held < Number(head?.['position'])
}

/** Has each entry of the log wait, once PostgreSQL holds it, for a standby that is not there; all else waits for none. */
const WITHHOLD = [
  "ALTER SYSTEM SET synchronous_commit = 'local'",
  `CREATE OR REPLACE FUNCTION await_standby() RETURNS trigger LANGUAGE plpgsql AS $$
     BEGIN PERFORM set_config('synchronous_commit', 'on', true); RETURN NULL; END $$`,
  'CREATE OR REPLACE TRIGGER await_standby AFTER INSERT ON ship_log EXECUTE FUNCTION await_standby()',
  'SELECT pg_reload_conf()',
  "ALTER SYSTEM SET synchronous_standby_names = 'nobody'",
  'SELECT pg_reload_conf()',
]
const RELEASE = [
  'ALTER SYSTEM RESET synchronous_standby_names',
  'ALTER SYSTEM RESET synchronous_commit',
  'SELECT pg_reload_conf()',
]
const WAITING = "SELECT FROM pg_stat_activity WHERE wait_event = 'SyncRep'"

/** Has a leader read its councils, does something when PostgreSQL has appended what they publish and before that is acknowledged, and has it acknowledge from then on. */
export async function beforeAcknowledgement(
  { postgres }: SharedCatalogue,
  leader: Machine,
  work: () => Promise<void>,
): Promise<void> {
  for (const statement of WITHHOLD) await postgres.rows(statement)
  const reading = leader.refresh()
  while ((await postgres.rows(WAITING)).length === 0) await pause(20)
  try {
    await work()
  } finally {
    for (const statement of RELEASE) await postgres.rows(statement)
  }
  await reading
  while ((await postgres.rows(WAITING)).length > 0) await pause(20)
}

/** What clients of all machines saw that they never should. */
interface Watched {
  readonly answers: number
  /** Answers with fewer services than were visible before and are published on. */
  readonly fewer: readonly string[]
  /** Answers of a generation before the one that the client had seen. */
  readonly older: readonly string[]
}

/** Has a client ask the machines in turn, as behind a balancer, until it is ended; `fewest` services are always there. */
export function watchAnswers({ machines }: SharedCatalogue, fewest: number): { end(): Promise<Watched> } {
  const watched = { answers: 0, fewer: [] as string[], older: [] as string[] }
  let isOver = false
  let seen = 0
  async function ask(machine: Machine): Promise<void> {
    const asked = machine.ask('{ services { totalCount } }', { 'oruk-generation': String(seen) })
    const stopped = pause(2_000, undefined)
    // Who is killed, stopped or behind answers nothing: the next is asked.
    const answer = await Promise.race([asked, stopped]).catch(() => undefined)
    const count = answer?.data?.services?.totalCount
    if (answer === undefined || typeof count !== 'number') return
    watched.answers += 1
    if (count < fewest) watched.fewer.push(`${machine.name}: ${count}`)
    if (Number(answer.generation) < seen) watched.older.push(`${machine.name}: ${answer.generation} after ${seen}`)
    seen = Math.max(seen, Number(answer.generation))
  }
  async function go(): Promise<void> {
    while (!isOver)
      for (const machine of machines) {
        await ask(machine)
        await pause(50)
      }
  }
  const going = go()
  return {
    async end() {
      isOver = true
      await going
      return watched
    },
  }
}

/** Counts requests at the councils: the most that each had within any span of so many milliseconds. */
export function countRequests(councils: readonly FakeCouncil[]): { mostWithin(spanMs: number): readonly number[] } {
  const instants = councils.map((council) => {
    const at: number[] = []
    council.intercept = () => {
      at.push(performance.now())
      return false
    }
    return at
  })
  return { mostWithin: (spanMs) => instants.map((each) => mostOf(each, spanMs)) }
}

function mostOf(ascending: readonly number[], spanMs: number): number {
  let from = 0
  return ascending.reduce((most, at, to) => {
    while (at - (ascending[from] ?? at) >= spanMs) from += 1
    return Math.max(most, to - from + 1)
  }, 0)
}
