import type { VerificationCheck } from '../model/inspection.ts'

/** One case tried. */
export interface Trial {
  readonly name: string
  readonly isRight: boolean
  readonly example?: string | undefined
}

const MOST_EXAMPLES = 5

/** The check as a list of one, PASS where nothing failed and `onFailure` where anything did; an empty list where nothing was tried. */
export function createCheck(
  id: string,
  requirement: string,
  onFailure: 'WARN' | 'FAIL',
  trials: readonly Trial[],
): readonly VerificationCheck[] {
  if (trials.length === 0) return []
  const failed = trials.filter((trial) => !trial.isRight)
  return [
    {
      id,
      requirement,
      outcome: failed.length === 0 ? 'PASS' : onFailure,
      tried: trials.length,
      failed: failed.length,
      examples: failed
        .slice(0, MOST_EXAMPLES)
        .map(({ name, example }) => (example === undefined ? name : `${name}: ${example}`)),
    },
  ]
}
