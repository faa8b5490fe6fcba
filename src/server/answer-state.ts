import type { Operation } from '../graphql/operations/read-operations.ts'
import { DamagedDataError } from '../model/damaged-data-error.ts'
import { hashOf } from '../model/hash-of.ts'
import { digest } from './answer-caching.ts'

/** What decides answers. */
interface StateParts {
  /** Equal generation: the same data; empty before there is any to answer from. */
  readonly generation: () => string
  /** What decides answers besides the data and the operations on offer; absent: nothing. */
  readonly standing?: () => string
  /** The named operations that are offered; absent: none. */
  readonly named?: readonly Operation[]
}

/**
 * A short mark of what the answer to a question follows from, known before it is made: of equal marks it is the same. The
 * question is all that makes it differ from another: its kind, media type, document and variables. Undefined where nothing
 * can be known of that: there is nothing to answer from yet, or what says how feeds stand is damaged.
 */
export type AnswerState = (question: string) => string | undefined

/** Creates what marks answers by the operations on offer, the data and what decides them besides. */
export function createAnswerState({ generation, standing = () => '', named = [] }: StateParts): AnswerState {
  let offered: string | undefined
  return (question) => {
    const of = generation()
    const besides = of === '' ? undefined : unlessDamaged(standing)
    if (besides === undefined) return undefined
    offered ??= hashOf([
      named.map(({ name, path, document, exampleVariables }) => [name, path, document, exampleVariables]),
    ])
    return digest(JSON.stringify([offered, of, besides, question])).slice(0, 16)
  }
}

/** Damage has been noted by whoever met it: what can be answered all the same is made each time. */
function unlessDamaged(standing: () => string): string | undefined {
  try {
    return standing()
  } catch (error) {
    if (error instanceof DamagedDataError) return undefined
    throw error
  }
}
