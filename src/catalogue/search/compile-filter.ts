import { InputError } from '../../model/input-error.ts'
import { rowSql, type RowSql } from '../../facts/row-sql.ts'
import { askFact, FACT_NAMES, type FactName } from '../../facts/service-facts.ts'
import type { RecordRef } from '../../model/record.ts'
import type { ServiceFilter, Unknowns } from '../service-query.ts'
import { compileAreas, compileNearBy } from './compile-areas.ts'
import { compileScheduled, compileStatedAge } from './compile-stated.ts'
import { compileTaxonomies } from './compile-taxonomies.ts'
import { compileWithin } from './compile-places.ts'
import { compileTerms } from './compile-terms.ts'
import { ALWAYS, allOf, anyOf, IS_ACTIVE, isInSet, negated, placeholders, type Condition } from './condition.ts'
import { everyPart, foldPart, wholeOf, type FilterPart } from './filter-parts.ts'
import { placesMeant } from './places-meant.ts'
import type { SearchContext } from './search-context.ts'
import { uidOf } from '../../model/record-uid.ts'
import { inPlace, matching } from './searched-text.ts'

type Path = readonly (string | number)[]
type Places = ReturnType<typeof placesMeant>

/** How a fact that a record does not state counts at one place of a filter: as true or as false. */
type WhenUnstated = 0 | 1

/**
 * Turns a filter into SQL. Three-valued: with unknowns included, a record passes where it could, for all that it states;
 * with unknowns excluded, where it does for certain. A negation of unknown is unknown, so an unstated fact counts as true
 * where that lets the record pass and as false where it does not (or the other way about), depending on the `not`s above it.
 * What holds at a place must hold at a place that is meant. Dates that `modifiedSince` and `assuredSince` ask for never keep a record that has none.
 * InputError where a value can't be meant.
 */
export function compileFilter(context: SearchContext, filter: ServiceFilter, unknowns: Unknowns): Condition {
  const places = placesMeant(context, filter)
  const compiled = foldPart<Condition>(wholeOf(filter), (part, inner) =>
    allOf([
      ...ownConditions(context, part),
      ...factsAsked(context, part, places).map(({ ask }) =>
        settled(ask, (unknowns === 'INCLUDE') === part.isNegated ? 0 : 1),
      ),
      ...given(inner.and, allOf),
      ...given(inner.or, anyOf),
      ...given(inner.not, negated),
    ]),
  )
  return allOf([
    ...(mentionsStatus(filter) ? [] : [IS_ACTIVE]),
    compiled,
    ...(places?.exist === undefined ? [] : [places.exist]),
  ])
}

/** Whether the filter, however deep, says anything of status or lifts the default: else only active services are meant. */
function mentionsStatus(filter: ServiceFilter): boolean {
  return everyPart(filter).some(({ filter: { status, anyStatus } }) => status !== undefined || anyStatus === true)
}

/** What a part itself, without those inside it, asks that every record answers. */
export function ownConditions(
  context: SearchContext,
  { filter, path, isNegated, isAlternative }: FilterPart,
): Condition[] {
  const at = (key: string): Path => [...path, key]
  // Never a hit, whatever the `not`s above.
  const undated: WhenUnstated = isNegated ? 1 : 0
  return [
    ...given(filter.feeds, (slugs) => compileFeeds(context, slugs, at('feeds'))),
    ...given(filter.taxonomyTerms, (match) => compileTerms(context, match, at('taxonomyTerms'))),
    ...given(filter.text, (words) => compileText(context, words, isAlternative || filter.correctText === false)),
    ...given(filter.areas, (match) => compileAreas(context, match, at('areas'))),
    ...given(filter.near, (centre) => compileNearBy(context, centre, at('near'))),
    ...given(filter.within, (box) => compileWithin(box, at('within'))),
    ...given(filter.organization, (ref) => compileOrganization(context, ref)),
    ...given(filter.location, compileLocation),
    ...given(filter.status, (statuses) =>
      rowSql(['status'], (s) => `coalesce(${s('status')} IN (${placeholders(statuses.length)}), 0)`, statuses),
    ),
    ...given(filter.modifiedSince, (since) => compileSince('modified', new Date(since).toISOString(), undated)),
    ...given(filter.assuredSince, (since) => compileSince('assured', since, undated)),
    ...given(filter.minimumAgeFrom, (least) => compileStatedAge('minimum_age', '>=', least)),
    ...given(filter.maximumAgeTo, (most) => compileStatedAge('maximum_age', '<=', most)),
    ...given(filter.scheduled, (match) => compileScheduled(match, at('scheduled'))),
    ...given(filter.taxonomies, (names) => compileTaxonomies(context, names, at('taxonomies'))),
    ...given(filter.minQuality, (least) => compileQuality(least, at('minQuality'))),
  ]
}

/** What a part itself asks of facts that a record may leave unstated, in the order of their names. */
export function factsAsked(
  context: SearchContext,
  { filter, path }: FilterPart,
  places: Places,
): readonly { readonly name: FactName; readonly ask: RowSql }[] {
  return FACT_NAMES.flatMap((name) => {
    const ask = askFact(name, filter, path, context, places?.list)
    return ask === undefined ? [] : [{ name, ask }]
  })
}

function settled({ columns, values, on }: RowSql, unstated: WhenUnstated): Condition {
  return { columns, values, on: (alias) => `coalesce(${on(alias)}, ${unstated})` }
}

function given<T>(value: T | undefined, make: (value: T) => Condition): Condition[] {
  return value === undefined ? [] : [make(value)]
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
  const isAny = `IN (${placeholders(ids.length)})`
  return {
    ...rowSql(['fid'], (s) => `${s('fid')} ${isAny}`, ids),
    set: { sql: `SELECT sid FROM service WHERE fid ${isAny}`, values: ids, isExact: true },
  }
}

function compileOrganization(context: SearchContext, { feed, originId }: RecordRef): Condition {
  const values = [context.organizationId(feed, originId) ?? -1]
  return {
    ...rowSql(['oid'], (s) => `${s('oid')} IS ?`, values),
    set: { sql: 'SELECT sid FROM service WHERE oid = ?', values, isExact: true },
  }
}

function compileLocation({ feed, originId }: RecordRef): Condition {
  const values = [uidOf({ feed, originId })]
  const sql = 'SELECT DISTINCT l.sid AS sid FROM location p JOIN service_location l ON l.lid = p.lid WHERE p.uid = ?'
  return isInSet({ sql, values, isExact: true })
}

/** A text without a single word to look for asks for nothing. */
function compileText(context: SearchContext, text: string, isAsTyped: boolean): Condition {
  // A correction is named once for the whole list: under `or` and `not` words mean what they say.
  const searched = isAsTyped ? context.typedText(text) : context.searchedText(text)
  if (searched === undefined) return ALWAYS
  return allOf([matching(searched.match), ...searched.places.map((place) => inPlace(place, context.areas))])
}

function compileSince(column: 'modified' | 'assured', since: string, undated: WhenUnstated): Condition {
  return rowSql([column], (s) => `CASE WHEN ${s(column)} = '' THEN ${undated} ELSE ${s(column)} >= ? END`, [since])
}

function compileQuality(least: number, path: Path): Condition {
  if (!(least >= 0 && least <= 100))
    throw new InputError('BAD_USER_INPUT', 'A quality score is a number from 0 to 100.', path)
  return rowSql(['quality'], (s) => `${s('quality')} >= ?`, [least])
}
