import type { FeedInspection } from '../../model/inspection.ts'

/** The inspection with every parameter among its filters: one not yet tried is UNTESTED, and without `at`. */
export function withUntried(inspection: FeedInspection, parameters: readonly string[]): FeedInspection {
  const tried = new Set(inspection.filters.map(({ parameter }) => parameter))
  const untried = parameters
    .filter((parameter) => !tried.has(parameter))
    .map((parameter) => ({ parameter, result: 'UNTESTED' }) as const)
  return { ...inspection, filters: [...inspection.filters, ...untried] }
}
