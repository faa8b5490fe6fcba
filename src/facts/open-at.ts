import { compileOpening, type OpenAt } from './compile-opening.ts'
import type { Fact } from './fact.ts'
import { deriveOpening } from './opening.ts'

/** When a service happens, by its schedules and those of it at its places: the weekdays on which it can, and its rules. */
export const openAt = {
  derive(service) {
    const opening = deriveOpening(service)
    return {
      columns: { days: opening?.days ?? null },
      tables: { service_schedule: opening === undefined ? [] : [[JSON.stringify(opening.rules)]] },
    }
  },
  ask: (question, path, world) => compileOpening(question, path, world),
} satisfies Fact<OpenAt>
