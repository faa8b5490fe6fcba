import type { OpenAt, ServiceFilter, TermMatch } from '../../catalogue/service-query.ts'
import type { RecordRef } from '../../model/record.ts'
import { InputError } from '../../model/input-error.ts'
import { readAreaMatch } from '../area/area-match.ts'
import type { RequestContext } from '../context.ts'
import { decodeGlobalId } from '../node/global-id.ts'
import { readRecordId } from '../node/read-node-id.ts'
import { readNear } from '../location/place-filter.ts'
import type { OpenAtInput, ServiceFilterInput, TermMatchInput } from './service-filter.ts'
import { withoutNulls } from '../without-nulls.ts'

type Path = readonly (string | number)[]

/** How deep filters may stand inside each other. */
const MAX_NESTING = 5

/** Where in the whole filter a part of it stands. */
interface Position {
  readonly path: Path
  readonly depth: number
  /** Under `or` or `not`. */
  readonly isAlternative: boolean
}

/**
 * The filter a client means, with ids resolved to records. `InputError` for what this room can see is wrong: nesting, a place
 * of `near`, an id of no organization; names and ranges are checked when the catalogue compiles it.
 */
export function readServiceFilter(
  input: ServiceFilterInput | null | undefined,
  context: RequestContext,
): ServiceFilter {
  if (input === null || input === undefined) return {}
  return readPart(input, context, { path: ['where'], depth: 0, isAlternative: false })
}

function readPart(input: ServiceFilterInput, context: RequestContext, position: Position): ServiceFilter {
  const { path, depth } = position
  if (depth > MAX_NESTING) {
    throw badInput(`Filters may nest at most ${MAX_NESTING} deep: write this condition further out.`, path)
  }
  const { and, or, not, taxonomyTerms, areas, near, openAt, organization, scheduled, ...plain } = withoutNulls(input)
  const parts = (list: readonly ServiceFilterInput[], name: 'and' | 'or'): readonly ServiceFilter[] =>
    eachOnce(list.map((part, index) => readPart(part, context, stepInto(position, name, index))))
  if (near !== undefined && position.isAlternative) {
    throw badInput('`near` may not stand under `or` or `not`: write it beside them.', [...path, 'near'])
  }
  return {
    ...plain,
    ...(and === undefined ? {} : { and: parts(and, 'and') }),
    ...(or === undefined ? {} : { or: parts(or, 'or') }),
    ...(not === undefined ? {} : { not: readPart(not, context, stepInto(position, 'not')) }),
    ...(taxonomyTerms === undefined ? {} : { taxonomyTerms: readTermMatch(taxonomyTerms) }),
    ...(areas === undefined ? {} : { areas: readAreaMatch(areas) }),
    ...(near === undefined ? {} : { near: readNear(near, [...path, 'near'], context) }),
    ...(openAt === undefined ? {} : { openAt: readOpenAt(openAt) }),
    ...(scheduled === undefined ? {} : { scheduled: withoutNulls(scheduled) }),
    ...(organization === undefined ? {} : { organization: readOrganization(organization, context, path) }),
  }
}

/** Equal conditions ask the same: each is asked once, in the order first named. */
function eachOnce<T>(conditions: readonly T[]): readonly T[] {
  return [...new Map(conditions.map((condition) => [textOf(condition), condition])).values()]
}

/** The same text for equal values, however their members are ordered. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

function stepInto(position: Position, name: 'and' | 'or' | 'not', index?: number): Position {
  return {
    path: [...position.path, name, ...(index === undefined ? [] : [index])],
    depth: position.depth + 1,
    isAlternative: position.isAlternative || name !== 'and',
  }
}

function readTermMatch(input: TermMatchInput): TermMatch {
  const { descendants = true, mapped = true, anyOf, allOf, noneOf } = withoutNulls(input)
  return {
    descendants,
    mapped,
    ...(anyOf === undefined ? {} : { anyOf: eachOnce(anyOf.map(readTerm)) }),
    ...(allOf === undefined ? {} : { allOf: eachOnce(allOf.map(readTerm)) }),
    ...(noneOf === undefined ? {} : { noneOf: eachOnce(noneOf.map(readTerm)) }),
  }
}

/** A global id stands for its term's URI; whatever else is named is the catalogue's to know. */
function readTerm(name: string): string {
  const target = decodeGlobalId(name)
  return target?.type === 'TaxonomyTerm' ? target.key : name
}

function readOpenAt(input: OpenAtInput): OpenAt {
  return withoutNulls(input)
}

function readOrganization(id: string, context: RequestContext, path: Path): RecordRef {
  const ref = readRecordId(id, 'Organization', context)
  if (ref === undefined || context.loaders.organizations.getMany([ref])[0] === undefined) {
    throw badInput('No organization has this id: take one from the field `id` of an Organization.', [
      ...path,
      'organization',
    ])
  }
  return ref
}

function badInput(message: string, path: Path): InputError {
  return new InputError('BAD_USER_INPUT', message, path)
}
