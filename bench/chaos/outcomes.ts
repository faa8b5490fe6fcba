import type { Pulse } from './pulse.ts'
import type { Disturbance, Disturbances } from './disturbances.ts'

/** What a client met: an answer with what codes, or what went wrong on the way. */
export type Met =
  | { readonly status: number; readonly codes: readonly string[]; readonly hasRetryAfter: boolean }
  | { readonly failure: string }

/** Why something that is no answer is no fault of the gateway's either. */
interface Excuse {
  readonly name: string
  /** How clients meet it. */
  readonly isMet: (met: Met) => boolean
  /** What must have lasted at some moment of the request; empty: it is an answer at any time, and says when to ask again. */
  readonly during: readonly Disturbance[]
  /** Whether that must have begun while the request was under way, or just before: its connection was one of the killed process. */
  readonly isAtBegin?: boolean
}

const hasCode = (met: Met, code: string): boolean => 'codes' in met && met.codes.includes(code)
const CUT_OFF: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET'])
/** A connection that was accepted and then closed or reset; one that is left without an answer is a fault at any time. */
const isCutOff = (met: Met): boolean => 'failure' in met && CUT_OFF.has(met.failure)

/** What is said of a request that was turned away for load though the machine was on time. */
export const REFUSED_FOR_LOAD = 'refused for load, with Retry-After'
const REFUSED_WITH_MACHINE = 'refused for load, with Retry-After, while the whole machine was late'

const MOST_EXAMPLES = 40
/** What was done so long before may still be at work. */
const BEFORE_MS = 10_000

/** In this order; what none fits is a fault. */
const EXCUSES: readonly Excuse[] = [
  {
    // Says that it can't now and when to ask again, in a form that programs know: but no more than a few where the machine had time.
    name: REFUSED_FOR_LOAD,
    isMet: (met) => hasCode(met, 'OVERLOADED') && 'hasRetryAfter' in met && met.hasRetryAfter,
    during: [],
  },
  {
    name: 'refused for its rate, with Retry-After',
    isMet: (met) => hasCode(met, 'RATE_LIMITED') && 'hasRetryAfter' in met && met.hasRetryAfter,
    during: [],
  },
  {
    // Data with the reason why a detail of it is lacking: the council fails, or the disk is full.
    name: 'answered without a detail that could not be had, and said so',
    isMet: (met) =>
      'codes' in met &&
      met.status === 200 &&
      met.codes.every((code) => code.startsWith('FEED_') || code === 'SNAPSHOT_WRITE'),
    during: [],
  },
  {
    name: 'said that the data is damaged',
    isMet: (met) => hasCode(met, 'DATA_DAMAGED'),
    during: ['pages damaged', 'file cut short'],
  },
  {
    // No program can answer for one that was killed with the request in its hands.
    name: 'AT A KILL: cut off on a connection of the killed process',
    isMet: isCutOff,
    during: ['gateway killed'],
    isAtBegin: true,
  },
  {
    // Nobody holds the port then but a service manager.
    name: 'AT A KILL: refused while no supervisor ran',
    isMet: (met) => 'failure' in met && met.failure === 'ECONNREFUSED',
    during: ['supervisor killed'],
  },
]

/** What honest clients met. */
export interface Outcomes {
  note(met: Met, startedMs: number): void
  readonly answered: () => number
  readonly excused: ReadonlyMap<string, number>
  /** By what happened; and of the first of each, when, after how long and what was done meanwhile. */
  readonly faults: ReadonlyMap<string, number>
  readonly examples: readonly string[]
  /** Milliseconds of each answer, sorted. */
  sortedMs(): readonly number[]
}

/** Sorts what clients met into answers, honest refusals and faults. */
export function createOutcomes(disturbances: Disturbances, pulse: Pulse): Outcomes {
  const excused = new Map<string, number>()
  const faults = new Map<string, number>()
  const answerMs: number[] = []
  const examples: string[] = []
  const beganMs = performance.now()
  const raise = (counts: Map<string, number>, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1)
  return {
    note(met, startedMs) {
      const nowMs = performance.now()
      if ('status' in met && met.status === 200 && met.codes.length === 0) {
        answerMs.push(nowMs - startedMs)
        return
      }
      const excuse = EXCUSES.find(
        ({ isMet, during, isAtBegin = false }) =>
          isMet(met) &&
          (during.length === 0 || disturbances[isAtBegin ? 'metBy' : 'overlaps'](during, startedMs, nowMs)),
      )
      if (excuse?.name === REFUSED_FOR_LOAD && pulse.wasLate(startedMs, nowMs)) raise(excused, REFUSED_WITH_MACHINE)
      else if (excuse !== undefined) raise(excused, excuse.name)
      else {
        const what = 'failure' in met ? met.failure : `${met.status} ${met.codes.join(' ')}`
        raise(faults, what)
        if ((faults.get(what) ?? 0) > MOST_EXAMPLES) return
        const [atS, tookS] = [nowMs - beganMs, nowMs - startedMs].map((ms) => (ms / 1_000).toFixed(1))
        const meanwhile = disturbances.describe(startedMs - BEFORE_MS, nowMs)
        examples.push(`${what} at ${atS} s, after ${tookS} s; ${meanwhile === '' ? 'nothing was done' : meanwhile}`)
      }
    },
    answered: () => answerMs.length,
    excused,
    faults,
    examples,
    sortedMs: () => answerMs.toSorted((a, b) => a - b),
  }
}
