import { randomUUID } from 'node:crypto'
import type { Log } from '../model/log.ts'
import { maybeTextOf, type Postgres } from './postgres.ts'

/** What a machine asks the one that leads; questions and answers are plain data that only those who ask and answer understand. */
export interface LeaderQuestions {
  /** The leader's answer, once this machine holds what was written for it. Rejects where it could not answer, and where that takes longer than a feed may. */
  ask(question: unknown): Promise<unknown>
  /** From now on questions of others are answered by this, or by nobody. */
  answerBy(answer: AnswerQuestion | undefined): void
  /** Questions or answers may have come. */
  look(): void
}

/** Answers a question; rejects where it is none that this program knows. */
export type AnswerQuestion = (question: unknown) => Promise<unknown>

/** What questions are asked and answered with. */
interface QuestionParts {
  readonly postgres: Postgres
  readonly log: Log
  /** The longest that a feed may take whose answer a client waits for. */
  readonly feedMs: number
  /** Milliseconds on a clock that nobody sets. */
  monotonicNow(): number
  /** The last entry of the log that this machine holds; 0 where it holds none. */
  position(): number
  /** Resolves when `position` may give another. */
  next(): Promise<void>
}

/** On top of what a feed may take: the way to the one that leads and back, and until what it wrote is held here. */
const MARGIN_MS = 2_000
/** Whoever asked in vain asks nobody for so long where nobody took the question: its clients would wait one after the other. */
const REST_MS = 5_000
const PUT = `WITH asked AS (INSERT INTO ship_question (id, question) VALUES ($1, $2) RETURNING 1)
  SELECT pg_notify('ship_log', 'question') FROM asked`
const TAKE = `UPDATE ship_question SET taken = true WHERE NOT taken AND at > clock_timestamp() - $1 * interval '1 millisecond'
  RETURNING id, question`
const ANSWER = `WITH answered AS (UPDATE ship_question SET answer = $2, position = $3 WHERE id = $1 RETURNING 1)
  SELECT pg_notify('ship_log', 'answer') FROM answered`

/** Creates the questions of one machine. */
export function createLeaderQuestions(parts: QuestionParts): LeaderQuestions {
  const { postgres, log, monotonicNow, position, next } = parts
  const patienceMs = parts.feedMs + MARGIN_MS
  const waiting = new Map<string, (answer: Answered) => void>()
  let answer: AnswerQuestion | undefined
  let restUntilMs = Number.NEGATIVE_INFINITY

  async function takeAnswers(): Promise<void> {
    const rows = await postgres.rows(
      'SELECT id, answer, position FROM ship_question WHERE id = ANY($1::uuid[]) AND answer IS NOT NULL',
      [[...waiting.keys()]],
    )
    for (const row of rows)
      waiting.get(maybeTextOf(row, 'id') ?? '')?.({ value: valueOf(row, 'answer'), position: Number(row['position']) })
  }
  async function takeQuestions(by: AnswerQuestion): Promise<void> {
    await postgres.rows("DELETE FROM ship_question WHERE at < clock_timestamp() - interval '1 minute'")
    const rows = await postgres.rows(TAKE, [patienceMs])
    const answering = rows.map(async (row) => {
      // Whoever asked hears of it now, rather than waiting for what does not come.
      const value = await by(valueOf(row, 'question')).catch((err: unknown) => {
        warn(err)
        return UNANSWERABLE
      })
      await postgres.rows(ANSWER, [row['id'], JSON.stringify(value ?? null), position()])
    })
    await Promise.all(answering)
  }
  /** Where one leads and was only slow, the next question is worth asking. */
  async function restUnlessTaken(id: string): Promise<void> {
    restUntilMs = monotonicNow() + REST_MS
    const [row] = await postgres.rows('SELECT taken FROM ship_question WHERE id = $1', [id])
    if (row?.['taken'] === true) restUntilMs = Number.NEGATIVE_INFINITY
  }
  function warn(err: unknown): void {
    log.warn({ err }, 'What machines ask the one that leads could not be read or answered.')
  }

  return {
    async ask(question) {
      if (monotonicNow() < restUntilMs) throw new Error('The gateway that leads did not answer just now.')
      const id = randomUUID()
      const answered = Promise.withResolvers<Answered>()
      const overdue = Promise.withResolvers<never>()
      let isOver = false
      async function untilVisible(): Promise<unknown> {
        await postgres.rows(PUT, [id, JSON.stringify(question)])
        const { value, position: written } = await answered.promise
        if (isUnanswerable(value)) throw new Error('The gateway that leads could not answer: its log says why.')
        while (!isOver && position() < written) await next()
        return value
      }
      const timer = setTimeout(() => {
        restUnlessTaken(id).catch(warn)
        overdue.reject(new Error(`The gateway that leads did not answer within ${patienceMs / 1000} s.`))
      }, patienceMs)
      waiting.set(id, answered.resolve)
      try {
        return await Promise.race([untilVisible(), overdue.promise])
      } finally {
        isOver = true
        waiting.delete(id)
        clearTimeout(timer)
      }
    },
    answerBy(by) {
      answer = by
      if (by !== undefined) takeQuestions(by).catch(warn)
    },
    look() {
      if (waiting.size > 0) takeAnswers().catch(warn)
      if (answer !== undefined) takeQuestions(answer).catch(warn)
    },
  }
}

/** What stands in place of an answer; why is no other machine's business. */
const UNANSWERABLE = { unanswerable: true }

function isUnanswerable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'unanswerable' in value
}

interface Answered {
  readonly value: unknown
  /** What its answerer held by then. */
  readonly position: number
}

function valueOf(row: Readonly<Record<string, unknown>>, column: string): unknown {
  return JSON.parse(maybeTextOf(row, column) ?? 'null')
}
