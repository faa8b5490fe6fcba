import { setTimeout as pause } from 'node:timers/promises'
import { finishArrival } from '../store/ship-file.ts'
import { followLog } from './follow-log.ts'
import { createLeaderQuestions } from './leader-questions.ts'
import { type LeadParts, leadLog } from './lead-log.ts'
import { listenToLog } from './ship-log.ts'
import type { ShipStanding } from './ship-standing.ts'
import { createTending } from './tend-log.ts'

/** A machine among those that share a catalogue: it follows, and leads when nobody else does. */
export interface ShipNode {
  standing(): ShipStanding
  /** Asks the machine that leads; its answer, once this one holds what was written for it. Rejects where it could not answer, and where that takes longer than a feed may. */
  ask(question: unknown): Promise<unknown>
  /** The file turned out to be damaged: it is filled again. */
  noteDamage(): void
  /** Ends leading or following; resolves when the folder is free. */
  close(): Promise<void>
}

const POLL_MS = 1_000
const REGISTER_MS = 2_000
const TEND_MS = 60_000

/** Begins to follow, and to lead when nobody does. What PostgreSQL can't answer is tried again for ever. */
export function startShipNode(parts: LeadParts): ShipNode {
  const { postgres, file, log, holder } = parts
  const ending = Promise.withResolvers<void>()
  let standing: ShipStanding = {
    role: 'REPLICA',
    ...{ epoch: undefined, held: undefined, head: undefined, lagMs: undefined, digest: undefined, problem: undefined },
  }
  let isEnding = false
  let isDamaged = false
  let wake = Promise.withResolvers<void>()
  function awake(): void {
    wake.resolve()
  }
  async function next(): Promise<void> {
    await Promise.race([wake.promise, pause(POLL_MS)])
    wake = Promise.withResolvers()
  }
  let changed = Promise.withResolvers<void>()
  function note(change: Partial<ShipStanding>): void {
    standing = { ...standing, ...change }
    changed.resolve()
    changed = Promise.withResolvers()
  }
  const questions = createLeaderQuestions({
    ...{ postgres, log, feedMs: parts.feedMs, monotonicNow: parts.monotonicNow },
    position: () => standing.held?.position ?? 0,
    next: () => changed.promise,
  })
  const tending = createTending({ postgres, parts: parts.parts, file })
  function tend(): void {
    const { role, head } = standing
    if (role !== 'LEADER' || head === undefined) return
    tending
      .tend(head.lineage)
      .catch((err: unknown) => log.warn({ err }, 'The log could not be trimmed, or no snapshot be written.'))
  }
  const signs = {
    isEnding: () => isEnding,
    next,
    takeDamage() {
      const was = isDamaged
      isDamaged = false
      return was
    },
  }
  async function run(): Promise<void> {
    finishArrival(file)
    let isPrepared = false
    while (!isEnding) {
      try {
        if (!isPrepared) {
          await postgres.prepare()
          listenToLog(postgres, { onEntry: awake, onQuestion: questions.look, onWish: tend })
        }
        isPrepared = true
        const lease = await followLog(parts, note, signs)
        if (lease !== undefined)
          await leadLog(parts, lease, {
            ...{ note, ending: ending.promise, answerBy: questions.answerBy, writeSnapshot: tending.writeSnapshot },
          })
      } catch (error) {
        const problem = `PostgreSQL or the file could not be used: ${String(error)}`
        if (problem !== standing.problem)
          log.error({ err: error }, 'Neither leading nor following is possible now: it is tried again.')
        note({ problem })
        await Promise.race([ending.promise, pause(POLL_MS)])
      }
    }
  }
  async function register(): Promise<void> {
    const { role, held } = standing
    await postgres.rows(
      `INSERT INTO ship_node (name, role, lineage, position) VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO UPDATE
       SET role = excluded.role, lineage = excluded.lineage, position = excluded.position, seen = clock_timestamp()`,
      [holder, role, held?.lineage, held?.position ?? 0],
    )
  }
  const registering = setInterval(() => {
    register().catch((err: unknown) => log.warn({ err }, 'PostgreSQL could not be given how this machine stands.'))
  }, REGISTER_MS).unref()
  const tendingSteadily = setInterval(tend, TEND_MS).unref()
  const ended = run()
  return {
    standing: () => standing,
    ask: questions.ask,
    noteDamage() {
      isDamaged = true
      awake()
    },
    async close() {
      isEnding = true
      clearInterval(registering)
      clearInterval(tendingSteadily)
      ending.resolve()
      awake()
      await ended
      await postgres.close()
    },
  }
}
