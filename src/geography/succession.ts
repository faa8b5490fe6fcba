import type { Area } from './area.ts'

/** That an area took the place of another, in whole or, where others did too, in part. */
export interface Succession {
  readonly code: string
  readonly name?: string
  readonly successor: string
  readonly successorName?: string
  /** First day of the successor, `YYYY-MM-DD`; absent: not known, so long ago. */
  readonly from?: string
}

/**
 * The areas as they stand on a day, `YYYY-MM-DD`: those that begin later are not there yet, and those that end later have no
 * successors yet. So a reorganisation can be imported ahead of its day. A successor that is not known takes nobody's place.
 */
export function areasOn(today: string, areas: readonly Area[]): readonly Area[] {
  const begun = areas.filter(({ validFrom }) => validFrom === undefined || validFrom <= today)
  const known = new Set(begun.map(({ code }) => code))
  return begun.map((area) => {
    const successors = isPending(today, area) ? [] : area.successors.filter((code) => known.has(code))
    return successors.length === area.successors.length ? area : { ...area, successors }
  })
}

/** Codes of areas that are to begin or to be succeeded after the day. */
export function pendingOn(today: string, areas: readonly Area[]): readonly string[] {
  return areas.filter((area) => isPending(today, area) || (area.validFrom ?? '') > today).map(({ code }) => code)
}

function isPending(today: string, { successors, validTo }: Area): boolean {
  return successors.length > 0 && validTo !== undefined && validTo >= today
}
