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
}

const hasCode = (met: Met, code: string): boolean => 'codes' in met && met.codes.includes(code)
/** A connection that was accepted and then closed, reset or left. */
const isCutOff = (met: Met): boolean => 'failure' in met && met.failure !== 'ECONNREFUSED'

/** What is said of a request that was turned away for load though the machine was on time. */
export const REFUSED_FOR_LOAD = 'refused for load, with Retry-After'
const REFUSED_WITH_MACHINE = 'refused for load, with Retry-After, while the whole machine was late'

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
    name: 'said that the data is damaged',
    isMet: (met) => hasCode(met, 'DATA_DAMAGED'),
    during: ['pages damaged', 'file cut short'],
  },
  {
    // No program can answer for one that was killed with the request in its hands.
    name: 'cut off with a killed process',
    isMet: isCutOff,
    during: ['gateway killed', 'supervisor killed'],
  },
  {
    // Nobody holds the port then but a service manager.
    name: 'refused while no supervisor ran',
    isMet: (met) => 'failure' in met && met.failure === 'ECONNREFUSED',
    during: ['supervisor killed'],
  },
]

/** What honest clients met. */
export interface Outcomes {
  note(met: Met, startedMs: number): void
  readonly answered: () => number
  readonly excused: ReadonlyMap<string, number>
  /** By what happened, with examples of when. */
  readonly faults: ReadonlyMap<string, number>
  /** Milliseconds of each answer, sorted. */
  sortedMs(): readonly number[]
}

/** Sorts what clients met into answers, honest refusals and faults. */
export function createOutcomes(disturbances: Disturbances, pulse: Pulse): Outcomes {
  const excused = new Map<string, number>()
  const faults = new Map<string, number>()
  const answerMs: number[] = []
  const raise = (counts: Map<string, number>, name: string): void => void counts.set(name, (counts.get(name) ?? 0) + 1)
  return {
    note(met, startedMs) {
      const nowMs = performance.now()
      if ('status' in met && met.status === 200 && met.codes.length === 0) {
        answerMs.push(nowMs - startedMs)
        return
      }
      const excuse = EXCUSES.find(
        ({ isMet, during }) => isMet(met) && (during.length === 0 || disturbances.overlaps(during, startedMs, nowMs)),
      )
      if (excuse?.name === REFUSED_FOR_LOAD && pulse.wasLate(startedMs, nowMs)) raise(excused, REFUSED_WITH_MACHINE)
      else if (excuse !== undefined) raise(excused, excuse.name)
      else raise(faults, 'failure' in met ? met.failure : `${met.status} ${met.codes.join(' ')}`)
    },
    answered: () => answerMs.length,
    excused,
    faults,
    sortedMs: () => answerMs.toSorted((a, b) => a - b),
  }
}
