import { InputError } from '../../model/input-error.ts'
import { attendingMask } from '../../facts/derive-facts.ts'
import type { ServiceFilter, Unknowns } from '../service-query.ts'
import type { RecordRef } from '../../model/record.ts'
import { ALWAYS, allOf, anyOf, negated, placeholders, type Condition } from './condition.ts'
import { compileLanguages } from './compile-languages.ts'
import { compileOpening } from './compile-opening.ts'
import { compileAreas, compileNearBy } from './compile-areas.ts'
import { compileWithin } from './compile-places.ts'
import { compileTerms } from './compile-terms.ts'
import { typedText } from './searched-text.ts'
import type { SearchContext } from './search-context.ts'

type Path = readonly (string | number)[]

/** How a fact that a record does not state counts at one place of a filter: as true or as false. */
type WhenUnstated = 0 | 1

interface Place {
  readonly path: Path
  /** An odd number of `not` above. */
  readonly isNegated: boolean
  /** Under `or` or `not`. */
  readonly isAlternative: boolean
}

/** The filters whose unknowns may keep a record (contract: `unknowns`). */
export const FACT_FILTERS = ['age', 'openAt', 'free', 'languages', 'attending'] as const

/**
 * Turns a filter into SQL. Three-valued: with unknowns included, a record passes where it could, for all that it states;
 * with unknowns excluded, where it does for certain. A negation of unknown is unknown, so an unstated fact counts as true
 * where that lets the record pass and as false where it does not (or the other way about), depending on the `not`s above it.
 * Dates that `modifiedSince` and `assuredSince` ask for never keep a record that has none.
 * InputError where a value can't be meant.
 */
export function compileFilter(context: SearchContext, filter: ServiceFilter, unknowns: Unknowns): Condition {
  const unstated = (isNegated: boolean): WhenUnstated => ((unknowns === 'INCLUDE') === isNegated ? 0 : 1)
  const compiled = compile(context, filter, { path: ['where'], isNegated: false, isAlternative: false }, unstated)
  return mentionsStatus(filter) ? compiled : allOf([IS_ACTIVE, compiled])
}

/** The condition on status of a filter that mentions none. */
export const IS_ACTIVE: Condition = { sql: 's.active = 1', values: [] }

/** Whether the filter, however deep, says anything of status or lifts the default: else only active services are meant. */
function mentionsStatus(filter: ServiceFilter): boolean {
  const { and, or, not, status, anyStatus } = filter
  return (
    status !== undefined ||
    anyStatus === true ||
    [...(and ?? []), ...(or ?? []), ...(not === undefined ? [] : [not])].some(mentionsStatus)
  )
}

function compile(
  context: SearchContext,
  filter: ServiceFilter,
  place: Place,
  unstated: (isNegated: boolean) => WhenUnstated,
): Condition {
  const at = (key: string): Path => [...place.path, key]
  const soft = unstated(place.isNegated)
  const hard: WhenUnstated = place.isNegated ? 1 : 0
  const nested = (inner: ServiceFilter, path: Path, more: Partial<Place> = { isAlternative: true }) =>
    compile(context, inner, { ...place, path, ...more }, unstated)
  const {
    and,
    or,
    not,
    text,
    taxonomyTerms,
    feeds,
    near,
    within,
    age,
    openAt,
    free,
    languages,
    attending,
    status,
    organization,
    location,
  } = filter
  const conditions: Condition[] = []
  const add = <T>(value: T | undefined, make: (value: T) => Condition): void => {
    if (value !== undefined) conditions.push(make(value))
  }
  add(feeds, (slugs) => compileFeeds(context, slugs, at('feeds')))
  add(taxonomyTerms, (match) => compileTerms(context, match, at('taxonomyTerms')))
  add(text, (words) => compileText(context, words, place.isAlternative))
  add(filter.areas, (match) => compileAreas(context, match, at('areas')))
  add(near, (centre) => compileNearBy(context, centre, at('near')))
  add(within, (box) => compileWithin(box, at('within')))
  add(organization, (ref) => compileOrganization(context, ref))
  add(location, compileLocation)
  add(status, (statuses) => ({ sql: `coalesce(s.status IN (${placeholders(statuses.length)}), 0)`, values: statuses }))
  add(age, (years) => compileAge(years, soft, at('age')))
  add(free, (wanted) => ({ sql: `coalesce(s.free = ?, ${soft})`, values: [Number(wanted)] }))
  add(attending, (types) => ({ sql: `coalesce((s.attending & ?) <> 0, ${soft})`, values: [attendingMask(types) ?? 0] }))
  add(languages, (wanted) => compileLanguages(context, wanted, soft, at('languages')))
  add(openAt, (question) => compileOpening(context, question, soft, at('openAt')))
  add(filter.modifiedSince, (since) => compileSince('s.modified', new Date(since).toISOString(), hard))
  add(filter.assuredSince, (since) => compileSince('s.assured', since, hard))
  add(filter.minQuality, (least) => compileQuality(least, at('minQuality')))
  add(and, (filters) => allOf(filters.map((inner, index) => nested(inner, [...at('and'), index], {}))))
  add(or, (filters) => anyOf(filters.map((inner, index) => nested(inner, [...at('or'), index]))))
  add(not, (inner) => negated(nested(inner, at('not'), { isAlternative: true, isNegated: !place.isNegated })))
  return allOf(conditions)
}

function compileFeeds(context: SearchContext, slugs: readonly string[], path: Path): Condition {
  const ids = slugs.map((slug, index) => {
    const id = context.feedId(slug)
    if (id !== undefined) return id
    throw new InputError('UNKNOWN_FEED', `There is no feed “${slug}”. Feeds here: ${context.feedSlugs().join(', ')}.`, [
      ...path,
      index,
    ])
  })
  const isOfFeed = `fid IN (${placeholders(ids.length)})`
  return {
    sql: `s.${isOfFeed}`,
    values: ids,
    set: { sql: `SELECT sid FROM service WHERE ${isOfFeed}`, values: ids, isExact: true },
  }
}

function compileOrganization(context: SearchContext, { feed, originId }: RecordRef): Condition {
  const values = [context.organizationId(feed, originId) ?? -1]
  return { sql: 's.oid IS ?', values, set: { sql: 'SELECT sid FROM service WHERE oid = ?', values, isExact: true } }
}

function compileLocation({ feed, originId }: RecordRef): Condition {
  const values = [`${feed}/${originId}`]
  const sql = 'SELECT DISTINCT l.sid AS sid FROM location p JOIN service_location l ON l.lid = p.lid WHERE p.uid = ?'
  return { sql: `s.sid IN (${sql})`, values, set: { sql, values, isExact: true } }
}

/** A text without a single word to look for asks for nothing. */
function compileText(context: SearchContext, text: string, isAlternative: boolean): Condition {
  // A correction is told once for the whole list: under `or` and `not` words mean what they say.
  const match = (isAlternative ? typedText(text) : context.searchedText(text))?.match
  if (match === undefined) return ALWAYS
  const sql = 'SELECT rowid AS sid FROM service_text WHERE service_text MATCH ?'
  return { sql: `s.sid IN (${sql})`, values: [match], set: { sql, values: [match], isExact: true } }
}

/** Overlap: a person of this age, until the next birthday, against the span told; an open end is unbounded. */
function compileAge(years: number, soft: WhenUnstated, path: Path): Condition {
  if (!Number.isFinite(years) || years < 0 || years > 150)
    throw new InputError('BAD_USER_INPUT', 'An age is a number of years from 0 to 150.', path)
  return {
    sql: `CASE WHEN s.minimum_age IS NULL AND s.maximum_age IS NULL THEN ${soft}
      ELSE coalesce(s.minimum_age, 0) < ? AND coalesce(s.maximum_age, 999) >= ? END`,
    values: [years + 1, years],
  }
}

function compileSince(column: 's.modified' | 's.assured', since: string, hard: WhenUnstated): Condition {
  return { sql: `CASE WHEN ${column} = '' THEN ${hard} ELSE ${column} >= ? END`, values: [since] }
}

function compileQuality(least: number, path: Path): Condition {
  if (!(least >= 0 && least <= 100))
    throw new InputError('BAD_USER_INPUT', 'A quality score is a number from 0 to 100.', path)
  return { sql: 's.quality >= ?', values: [least] }
}
