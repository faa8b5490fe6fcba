import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createLeaderQuestions } from '../../src/ship/leader-questions.ts'
import { openPostgres } from '../../src/ship/postgres.ts'
import { listenToLog } from '../../src/ship/ship-log.ts'
import { openDatabase } from './open-database.ts'
import { hasPostgres } from './postgres-server.ts'

const LONG_MS = 60_000
const SILENT = { info() {}, warn() {}, error() {} }

/** Two machines that share PostgreSQL; a feed may take so long. */
async function open(feedMs: number) {
  const server = await openDatabase()
  let passedMs = 0
  async function machine() {
    const postgres = await openPostgres(server.url, SILENT)
    onTestFinished(() => postgres.close())
    await postgres.prepare()
    const questions = createLeaderQuestions({
      ...{ postgres, log: SILENT, feedMs, position: () => 0, next: () => pause(1) },
      monotonicNow: () => passedMs,
    })
    listenToLog(postgres, { onEntry() {}, onQuestion: questions.look, onWish() {} })
    return questions
  }
  return { leader: await machine(), follower: await machine(), pass: (ms: number) => void (passedMs += ms) }
}

describe.skipIf(!hasPostgres)('a follower', () => {
  it(
    'has the answer of a leader whose feed took all the time it may, hears of what could not be answered, and asks on',
    async () => {
      const { leader, follower } = await open(300)
      leader.answerBy(async (question) => {
        if (question === 'damaged') throw new Error('none that this program knows')
        await pause(question === 'slow' ? 300 : 0)
        return { answers: question }
      })
      await expect(follower.ask('slow')).resolves.toStrictEqual({ answers: 'slow' })
      await expect(follower.ask('damaged')).rejects.toThrow(/could not answer/)
      await expect(follower.ask('next')).resolves.toStrictEqual({ answers: 'next' })
    },
    LONG_MS,
  )

  it(
    'rests where nobody took its question, and asks on where one did and no answer came',
    async () => {
      const { leader, follower, pass } = await open(0)
      await expect(follower.ask('nobody')).rejects.toThrow(/within 2 s/)
      await expect(follower.ask('nobody')).rejects.toThrow(/just now/)
      pass(5_000)
      leader.answerBy((question) => (question === 'lost' ? new Promise(() => {}) : Promise.resolve(question)))
      await expect(follower.ask('lost')).rejects.toThrow(/within 2 s/)
      await expect.poll(() => follower.ask('next').catch(String)).toBe('next')
    },
    LONG_MS,
  )
})
