/** Terms of a first level, and of one below it, where the arguments do not say how many. */
const ASSUMED_ROWS = { first: 20, deeper: 100 } as const
/** Areas inside one, those with a feed, and of a whole kind, where the arguments do not say how many. */
const ASSUMED_AREAS = { within: 20, withFeed: 40, everywhere: 200 } as const

/**
 * How long the lists below `coverage` may be, by type and field, for the estimate of an operation's cost: the terms and
 * areas named, or as many as are usual.
 */
export function coverageCost(args: Readonly<Record<string, unknown>>): Readonly<Record<string, number>> {
  const { terms, level } = membersOf(args['rows'])
  const { codes, within, hasFeed } = membersOf(args['areas'])
  const isDeeper = Number(membersOf(level)['level'] ?? 1) > 1
  const rows = Array.isArray(terms) ? terms.length : ASSUMED_ROWS[isDeeper ? 'deeper' : 'first']
  const assumed = typeof within === 'string' ? 'within' : hasFeed === true ? 'withFeed' : 'everywhere'
  const areas = Array.isArray(codes) ? codes.length : ASSUMED_AREAS[assumed]
  return { 'Coverage.matrix': rows, 'CoverageRow.cells': areas, 'Coverage.areas': areas }
}

function membersOf(input: unknown): Readonly<Record<string, unknown>> {
  return typeof input === 'object' && input !== null ? Object.fromEntries(Object.entries(input)) : {}
}
