import { selectAreas } from '../../coverage/select-areas.ts'
import { isAreaType } from '../../geography/area.ts'
import { InputError } from '../../model/input-error.ts'
import { present } from '../../model/present.ts'
import type { RequestContext } from '../context.ts'
import { readRows } from './coverage-arguments.ts'

/** Terms of a first level, and of one below it, where nothing says how many. */
const ASSUMED_ROWS = { first: 20, deeper: 100 } as const
/** Areas inside one, those with a feed, and of a whole kind, where nothing says how many. */
const ASSUMED_AREAS = { within: 20, withFeed: 40, everywhere: 200 } as const

/** Of an object that is read: a cell and what hangs on it is made of counts at hand. Measured on 8,250 cells with all that they may say. */
const CELL_COST = 0.2

/**
 * How long the lists below `coverage` are, by type and field, for the estimate of an operation's cost: the terms and areas
 * that the catalogue of the request has by these arguments, or as many as are usual where it is not known or they are mistaken.
 */
export function coverageCost(
  args: Readonly<Record<string, unknown>>,
  context?: RequestContext,
): Readonly<Record<string, number>> {
  const rows = countRows(membersOf(args['rows']), context)
  const areas = countAreas(membersOf(args['areas']), context)
  return { 'Coverage.matrix': rows, 'CoverageRow.cells': areas * CELL_COST, 'Coverage.areas': areas }
}

type Members = Readonly<Record<string, unknown>>

function countRows({ terms, level }: Members, context: RequestContext | undefined): number {
  if (Array.isArray(terms)) return terms.length
  const { scheme, level: stated = 1 } = membersOf(level)
  const depth = Number(stated)
  const assumed = ASSUMED_ROWS[depth > 1 ? 'deeper' : 'first']
  const wanted = { level: { level: depth, scheme: typeof scheme === 'string' ? scheme : null } }
  return context === undefined ? assumed : (countUnlessMistaken(() => readRows(wanted, context)) ?? assumed)
}

function countAreas({ codes, type, within, hasFeed }: Members, context: RequestContext | undefined): number {
  if (Array.isArray(codes)) return codes.length
  const isWithin = typeof within === 'string'
  const assumed = ASSUMED_AREAS[isWithin ? 'within' : hasFeed === true ? 'withFeed' : 'everywhere']
  if (context === undefined) return assumed
  const selection = present({
    type: typeof type === 'string' && isAreaType(type) ? type : undefined,
    within: isWithin ? within : undefined,
    hasFeed: typeof hasFeed === 'boolean' ? hasFeed : undefined,
  })
  const source = { gazetteer: context.reader.areas.gazetteer(), feeds: context.feeds }
  return countUnlessMistaken(() => selectAreas(selection, source, ['areas']).areas) ?? assumed
}

/** Undefined where the arguments are mistaken: they are refused where they are answered. */
function countUnlessMistaken(find: () => readonly unknown[]): number | undefined {
  try {
    return find().length
  } catch (error) {
    if (error instanceof InputError) return undefined
    throw error
  }
}

function membersOf(input: unknown): Members {
  return typeof input === 'object' && input !== null ? Object.fromEntries(Object.entries(input)) : {}
}
