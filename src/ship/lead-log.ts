import type { LogOrder, LogPort } from '../store/log-port.ts'
import type { ShipMark } from '../store/ship-mark.ts'
import { createDigestCheck } from './digest-check.ts'
import type { FollowParts, NoteStanding } from './follow-log.ts'
import type { Lease } from './lease.ts'
import type { AnswerQuestion, LeaderQuestions } from './leader-questions.ts'
import { serveLog } from './serve-log.ts'
import { appendEntry, beginLineage } from './ship-log.ts'

/** What whoever leads works with. */
export interface Leading {
  readonly epoch: number
  /** Whether it may still ask councils. */
  isHeld(): boolean
  /** A port to the log for a writer's thread that is about to be started. */
  openLog(): LogPort
}

/** What a machine leads with. */
export interface LeadParts extends FollowParts {
  /** The longest that a feed may take whose answer a client waits for. */
  readonly feedMs: number
  /** Entries between two digests. */
  readonly digestEvery: number
  /** Reads feeds and writes what they publish, to the log first, until it is closed. */
  lead(leading: Leading): Promise<Led>
}

/** What leading came to. */
export interface Led {
  /** Answers what other machines ask. */
  readonly answer: AnswerQuestion
  close(): Promise<void>
}

/** What leading is steered by and noted with. */
export interface LeadSigns {
  readonly note: NoteStanding
  /** Resolves when it is to end. */
  readonly ending: Promise<void>
  readonly answerBy: LeaderQuestions['answerBy']
  /** Writes a snapshot of the catalogue as it stands. */
  writeSnapshot(): Promise<void>
}

/** Part of a lease after which it is asked for again. */
const RENEW_PART = 5

/**
 * Leads until the lease can't be renewed, the log can't be appended to, or `ending` resolves. What was written and not appended is gone;
 * what was appended and not committed is taken up by following.
 */
export async function leadLog(parts: LeadParts, lease: Lease, signs: LeadSigns): Promise<void> {
  const { note, ending, answerBy, writeSnapshot } = signs
  const { postgres, file, log, leaseMs } = parts
  const over = Promise.withResolvers<string>()
  let head = lease.head
  const digests = createDigestCheck(file, postgres, log)
  let isDigestDue = false
  note({ role: 'LEADER', epoch: lease.epoch, head, lagMs: undefined, problem: undefined })

  async function perform(order: LogOrder): Promise<ShipMark | undefined> {
    if (order.order === 'head') return head
    try {
      if (order.order === 'append') await withinLease(append(order.entry))
      else await establish(order.mark)
    } catch (error) {
      over.resolve(`the log could not be appended to: ${String(error)}`)
      throw error
    }
    note({ held: head, head })
    return head
  }
  async function append(entry: Extract<LogOrder, { order: 'append' }>['entry']): Promise<void> {
    // The transaction before is committed, and this one is not before it is answered.
    if (isDigestDue) await digests.publish()
    isDigestDue = entry.position % parts.digestEvery === 0
    await appendEntry(postgres, entry, { epoch: lease.epoch, isDigested: isDigestDue })
    head = { lineage: entry.lineage, position: entry.position }
    if (isDigestDue) note({ digest: { position: entry.position, isEqual: true } })
  }
  async function establish(mark: ShipMark): Promise<void> {
    await writeSnapshot()
    await beginLineage(postgres, mark, lease.epoch)
    head = mark
  }
  /** Whether it was appended is not known where this rejects. */
  async function withinLease(work: Promise<void>): Promise<void> {
    const tooLate = Promise.withResolvers<never>()
    function watch(): NodeJS.Timeout {
      return setTimeout(
        () => {
          if (lease.isHeld()) timer = watch()
          else tooLate.reject(new Error('the lease is over'))
        },
        Math.max(0, lease.remainingMs()),
      )
    }
    let timer = watch()
    try {
      await Promise.race([work, tooLate.promise])
    } finally {
      clearTimeout(timer)
    }
  }
  function renew(): void {
    if (!lease.isHeld()) return over.resolve('the lease could not be renewed')
    lease.renew().then(
      (isRenewed) => isRenewed || over.resolve('another gateway leads'),
      (error: unknown) => note({ problem: `PostgreSQL could not be asked: ${String(error)}` }),
    )
  }

  const renewing = setInterval(renew, leaseMs / RENEW_PART)
  try {
    const keeper = await parts.lead({ epoch: lease.epoch, isHeld: lease.isHeld, openLog: () => serveLog({ perform }) })
    answerBy(keeper.answer)
    log.info({ epoch: lease.epoch }, 'This gateway leads: it reads the feeds for all.')
    const why = await Promise.race([over.promise, ending])
    if (why !== undefined) log.warn({ epoch: lease.epoch }, `This gateway leads no longer: ${why}.`)
    answerBy(undefined)
    await keeper.close()
  } finally {
    clearInterval(renewing)
    note({ role: 'REPLICA', epoch: undefined })
    await lease
      .giveUp()
      .catch((err: unknown) => log.warn({ err }, 'The lease could not be given up: others wait until it ends.'))
  }
}
