/** Rows and areas where the arguments do not tell how many: a level of a scheme, the districts of a region. */
const ASSUMED_ROWS = 40
const ASSUMED_AREAS = 40

/**
 * How long the lists below `coverage` may be, by type and field, for the estimate of an operation's cost: the terms and
 * areas named, or as many as are usual.
 */
export function coverageCost(args: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> {
  const rows = lengthOf(args['rows'], 'terms') ?? ASSUMED_ROWS
  const areas = lengthOf(args['areas'], 'codes') ?? ASSUMED_AREAS
  return { 'Coverage.matrix': rows, 'CoverageRow.cells': areas, 'Coverage.areas': areas }
}

function lengthOf(input: unknown, member: string): number | undefined {
  if (typeof input !== 'object' || input === null) return undefined
  const list = Object.entries(input).find(([name]) => name === member)?.[1]
  return Array.isArray(list) ? list.length : undefined
}
