import type { FiguresQuestion } from '../../catalogue/figures/figures-reader.ts'
import type { StoredTerm } from '../../catalogue/catalogue-reader.ts'
import type { ServiceFilter, Unknowns } from '../../catalogue/service-query.ts'
import { unknownTerm } from '../../catalogue/terms/unknown-term.ts'
import type { CoverageQuestion } from '../../coverage/coverage-question.ts'
import type { PopulationBand } from '../../geography/population-bands.ts'
import { selectAreas, type AreaSelection } from '../../coverage/select-areas.ts'
import type { CouncilType } from '../../geography/area.ts'
import type { AreaBasis } from '../../geography/placement-rows.ts'
import { InputError } from '../../model/input-error.ts'
import { AreaTypeRef } from '../area/area-type.ts'
import { builder } from '../builder.ts'
import type { RequestContext } from '../context.ts'
import { decodeGlobalId } from '../node/global-id.ts'
import { readServiceFilter } from '../service/read-service-filter.ts'
import type { ServiceFilterInput } from '../service/service-filter.ts'
import { findSchemeKeys } from '../term/find-scheme-keys.ts'
import { withoutNulls } from '../without-nulls.ts'
import { present } from '../../model/present.ts'

/** The most cells, terms times areas, of one answer. */
const MOST_CELLS = 10_000
/** Comparators are counted but not shown. */
const MOST_COMPARED_CELLS = 100_000

const CouncilTypeRef = builder.enumType('CouncilType', {
  description: 'What kind of council an area has. Open: values may be added.',
  values: {
    UNITARY: { description: 'A unitary authority.' },
    METROPOLITAN: { description: 'A metropolitan district.' },
    LONDON_BOROUGH: { description: 'A London borough.' },
    NON_METROPOLITAN: { description: 'A district below a county.' },
    COUNTY: { description: 'A county with districts below it.' },
  } as const satisfies Record<CouncilType, object>,
})

type Optional<T> = { readonly [K in keyof T]?: T[K] | null | undefined }

export const AreaSelectionRef = builder.inputRef<Optional<AreaSelection>>('AreaSelection').implement({
  description: 'Which areas are meant: at least one condition; all that are given must hold.',
  fields: (t) => ({
    codes: t.stringList({ description: 'These areas, by GSS code; an abolished one means its successors.' }),
    type: t.field({ type: AreaTypeRef, description: 'Areas of this kind.' }),
    within: t.string({ description: 'Areas inside this one, by GSS code.' }),
    councilType: t.field({ type: CouncilTypeRef, description: 'Areas with a council of this kind.' }),
    hasFeed: t.boolean({
      description:
        'Whether the publisher of a configured feed covers it, all or in part: its own area is the area, holds it, or lies in it.',
    }),
  }),
})

type SchemeLevelInput = Optional<{ readonly scheme: string; readonly level: number }>

interface RowSelectionInput {
  readonly terms?: readonly string[] | null | undefined
  readonly level?: SchemeLevelInput | null | undefined
}

const SchemeLevelRef = builder.inputType('SchemeLevel', {
  description: 'All terms of one level of a taxonomy.',
  fields: (t) => ({
    scheme: t.string({
      description:
        'The taxonomy, by URI or name. Not given: the shared one that most feeds use; no terms where there is none.',
    }),
    level: t.int({ required: true, defaultValue: 1, description: 'The level; roots are 1.' }),
  }),
})

export const RowSelectionRef = builder.inputRef<RowSelectionInput>('RowSelection').implement({
  description: 'Which terms are the rows of the matrix: exactly one of the two.',
  isOneOf: true,
  fields: (t) => ({
    terms: t.stringList({ description: 'These terms, by URI, CURIE or id, in this order.' }),
    level: t.field({ type: SchemeLevelRef, description: 'All terms of a level, by name.' }),
  }),
})

/** The arguments of `coverage`. */
export interface CoverageArguments {
  readonly where?: ServiceFilterInput | null | undefined
  readonly unknowns?: Unknowns | null | undefined
  readonly areas: Optional<AreaSelection>
  readonly rows: RowSelectionInput
  readonly basis?: AreaBasis | null | undefined
  readonly comparators?: Optional<AreaSelection> | null | undefined
  readonly population?: PopulationBand | null | undefined
  readonly classifiedShare?: number | null | undefined
  readonly asOf?: string | null | undefined
}

/** What the arguments mean. InputError for names that nobody knows, shares out of range, and too many cells. */
export function readCoverageQuestion(args: CoverageArguments, context: RequestContext): CoverageQuestion {
  const { reader } = context
  const source = { gazetteer: reader.areas.gazetteer(), feeds: context.feeds }
  const question: FiguresQuestion = {
    filter: asTyped(readServiceFilter(args.where, context)),
    unknowns: args.unknowns ?? 'EXCLUDE',
    basis: args.basis ?? 'AVAILABLE',
  }
  reader.figures.check(question)
  const selected = selectAreas(withoutNulls(args.areas), source, ['areas'])
  const comparators =
    args.comparators === null || args.comparators === undefined
      ? selected.areas
      : selectAreas(withoutNulls(args.comparators), source, ['comparators']).areas
  const terms = readRows(args.rows, context)
  checkCells(terms.length, selected.areas.length, MOST_CELLS, 'areas')
  checkCells(terms.length, comparators.length, MOST_COMPARED_CELLS, 'comparators')
  const schemes = [...new Set(terms.map(({ taxonomy }) => taxonomy))]
  const classifiedShare = args.classifiedShare ?? 0.8
  checkShare(classifiedShare, 'classifiedShare')
  return {
    ...question,
    selected,
    comparators,
    rows: terms.map(({ uri }) => uri),
    schemes,
    schemeTerms: schemes.flatMap((scheme) => termsAt(scheme, 1, context)),
    band: args.population ?? 'ALL',
    classifiedShare,
    today: new Date(context.now()).toISOString().slice(0, 10),
  }
}

/** A filter whose texts are searched as typed: what a figure counts is what was asked for, and never something like it. */
function asTyped(filter: ServiceFilter): ServiceFilter {
  const { and, or, not } = filter
  return {
    ...filter,
    ...(filter.text === undefined ? {} : { correctText: false }),
    ...present({ and: and?.map(asTyped), or: or?.map(asTyped) }),
    ...(not === undefined ? {} : { not: asTyped(not) }),
  }
}

/** The terms that are the rows, in order. InputError for names that nobody knows. */
export function readRows(rows: RowSelectionInput, context: RequestContext): readonly StoredTerm[] {
  const { reader, loaders } = context
  if (rows.level !== null && rows.level !== undefined) {
    const { level } = rows.level
    const scheme = rows.level.scheme ?? mostUsedScheme(context)
    if (scheme === undefined) return []
    const keys = [...findSchemeKeys(context, scheme, ['rows', 'level', 'scheme'])]
    const uris = keys.flatMap((key) => termsAt(key, level ?? 1, context))
    if (uris.length === 0) throw noSuchLevel(scheme, keys, level ?? 1, context)
    return loaders.terms.getMany(uris).filter((term) => term !== undefined)
  }
  const found = (rows.terms ?? []).map((name, index) => {
    const target = decodeGlobalId(name)
    const term = reader.terms.findTerm(target?.type === 'TaxonomyTerm' ? target.key : name)
    if (term !== undefined) return term
    throw unknownTerm(name, ['rows', 'terms', index])
  })
  return [...new Map(found.map((term) => [term.uri, term])).values()]
}

/** The key of the shared taxonomy that most feeds use, of several the first by name; undefined where none is shared. */
function mostUsedScheme(context: RequestContext): string | undefined {
  const [most] = context
    .taxonomies()
    .filter(({ shared }) => shared)
    .toSorted((a, b) => b.feeds.length - a.feeds.length || a.name.localeCompare(b.name, 'en'))
  return most?.key
}

function noSuchLevel(scheme: string, keys: readonly string[], level: number, context: RequestContext): InputError {
  let depth = 0
  while (depth + 1 < level && keys.some((key) => termsAt(key, depth + 1, context).length > 0)) depth += 1
  const message =
    depth === 0
      ? `“${scheme}” has no terms at level ${level}: levels begin with 1, and no term of it is known yet where that is empty too.`
      : `“${scheme}” has no terms at level ${level}: its deepest level is ${depth}.`
  return new InputError('BAD_USER_INPUT', message, ['rows', 'level', 'level'])
}

function termsAt(scheme: string, level: number, { reader }: RequestContext): readonly string[] {
  // One more than can be asked about: an answer of so many rows is refused.
  const page = reader.terms.listTerms({ scheme, level }, { limit: MOST_COMPARED_CELLS + 1, backward: false })
  return page.hits.map(({ key }) => key)
}

function checkCells(rows: number, areas: number, most: number, argument: string): void {
  if (rows * areas <= most) return
  const message = `${rows} terms times ${areas} ${argument} are ${rows * areas} cells, more than ${most}: ask for fewer terms or areas at a time.`
  throw new InputError('TOO_MANY_CELLS', message, [argument])
}

/** InputError BAD_USER_INPUT unless the share is from 0 to 1. */
export function checkShare(share: number, argument: string): void {
  if (share >= 0 && share <= 1) return
  throw new InputError('BAD_USER_INPUT', `\`${argument}\` is ${share}: give a share from 0 to 1.`, [argument])
}
