import { randomUUID } from 'node:crypto'
import type { Log } from '../model/log.ts'
import { maybeTextOf, type Postgres } from './postgres.ts'

/** What a machine asks the one that leads; questions and answers are plain data that only those who ask and answer understand. */
export interface LeaderQuestions {
  /** The leader's answer, once this machine holds what was written for it. Rejects where that takes longer than three seconds. */
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
  /** Milliseconds on a clock that nobody sets. */
  monotonicNow(): number
  /** The last entry of the log that this machine holds; 0 where it holds none. */
  position(): number
  /** Resolves when `position` may give another. */
  next(): Promise<void>
}

/** How long a client waits for a detail (docs/faults.md 1.1). */
const PATIENCE_MS = 3_000
/** Whoever was not answered asks nobody for so long: its clients would wait in vain one after the other. */
const REST_MS = 5_000
const PUT = `WITH asked AS (INSERT INTO ship_question (id, question) VALUES ($1, $2) RETURNING 1)
  SELECT pg_notify('ship_log', 'question') FROM asked`
const TAKE = `UPDATE ship_question SET taken = true WHERE NOT taken AND at > clock_timestamp() - $1 * interval '1 millisecond'
  RETURNING id, question`
const ANSWER = `WITH answered AS (UPDATE ship_question SET answer = $2, position = $3 WHERE id = $1 RETURNING 1)
  SELECT pg_notify('ship_log', 'answer') FROM answered`

/** Creates the questions of one machine. */
export function createLeaderQuestions({ postgres, log, monotonicNow, position, next }: QuestionParts): LeaderQuestions {
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
    const rows = await postgres.rows(TAKE, [PATIENCE_MS])
    const answering = rows.map(async (row) => {
      const value = await by(valueOf(row, 'question'))
      await postgres.rows(ANSWER, [row['id'], JSON.stringify(value ?? null), position()])
    })
    await Promise.all(answering)
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
        while (!isOver && position() < written) await next()
        return value
      }
      const timer = setTimeout(() => {
        restUntilMs = monotonicNow() + REST_MS
        overdue.reject(new Error('The gateway that leads did not answer within three seconds.'))
      }, PATIENCE_MS)
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

interface Answered {
  readonly value: unknown
  /** What its answerer held by then. */
  readonly position: number
}

function valueOf(row: Readonly<Record<string, unknown>>, column: string): unknown {
  return JSON.parse(maybeTextOf(row, column) ?? 'null')
}
