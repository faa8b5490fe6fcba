import { canonicalInstantOrDay } from '../model/canonical-instant.ts'
import { describeUnknown } from '../model/describe-unknown.ts'
import { type JsonObject, stated } from './json-object.ts'
import { createProblem } from './problem.ts'

/** What a list of the feed is asked for. */
export interface ListQuestion {
  /** From 1. */
  readonly page: number
  /** How many items a whole page has. */
  readonly size: number
  readonly duplicates: 'COLLAPSE' | 'KEEP'
  /** A GraphQL `ServiceFilter`, or `TaxonomyTermFilter` of a list of terms. */
  readonly where: JsonObject
}

const DEFAULT_SIZE = 50
const MOST_SIZE = 1_000
const MOST_PAGE = 1_000_000
const DAYS: Readonly<Record<string, string>> = {
  MO: 'MONDAY',
  TU: 'TUESDAY',
  WE: 'WEDNESDAY',
  TH: 'THURSDAY',
  FR: 'FRIDAY',
  SA: 'SATURDAY',
  SU: 'SUNDAY',
}
/** Every status, and none: the standard's lists have services of any. */
const OF_ANY_STATUS = { or: [{ status: ['ACTIVE'] }, { not: { status: ['ACTIVE'] } }] }

type Read = (text: string, name: string) => unknown

/** Of a reader that has it in its base address, and so sends it with whatever it asks for. */
const ANYWHERE: Readonly<Record<string, Read>> = { duplicates: oneOf({ collapse: 'COLLAPSE', keep: 'KEEP' }) }
const PAGING: Readonly<Record<string, Read>> = {
  ...ANYWHERE,
  page: wholeFrom(1, MOST_PAGE),
  per_page: wholeFrom(1, MOST_SIZE),
}
/** The parameters of the UK profile, and of HSDS 3.0 `organization_id` and `modified_after`; `postcode` and `proximity` of every list of services. */
const OF_SERVICES: Readonly<Record<string, Read>> = {
  ...PAGING,
  search: (text) => text,
  taxonomy_term_id: (text) => text,
  taxonomy_id: (text) => text,
  minimum_age: readNumber,
  maximum_age: readNumber,
  day: readDay,
  start_time: readTime,
  end_time: readTime,
  organization_id: (text) => text,
  modified_after: readInstant,
  postcode: (text) => text,
  proximity: readNumber,
}
const OF_TERMS: Readonly<Record<string, Read>> = {
  ...PAGING,
  search: (text) => text,
  taxonomy_id: (text) => text,
  parent_id: (text) => text,
  top_only: oneOf({ true: true, false: false }),
}

/** What a list of services, or of them at their locations, is asked for; a problem where a parameter is wrong or not known. */
export function readServiceQuestion(search: string): ListQuestion {
  const asked = readAll(search, OF_SERVICES)
  const { taxonomy_term_id: term, taxonomy_id: taxonomy, postcode, proximity, day, start_time, end_time } = asked
  if (proximity !== undefined && postcode === undefined)
    throw badParameter('proximity', 'is metres from a postcode: give postcode with it')
  const scheduled = stated({ day, opensFrom: start_time, closesTo: end_time })
  const place = proximity === undefined ? { by: ['SERVES'] } : { withinMetres: proximity }
  const where = stated({
    ...OF_ANY_STATUS,
    text: asked['search'],
    ...(asked['search'] !== undefined && { correctText: false }),
    taxonomyTerms: term === undefined ? undefined : { anyOf: [term], descendants: false, mapped: false },
    taxonomies: taxonomy === undefined ? undefined : [taxonomy],
    minimumAgeFrom: asked['minimum_age'],
    maximumAgeTo: asked['maximum_age'],
    scheduled,
    organization: asked['organization_id'],
    modifiedSince: asked['modified_after'],
    near: postcode === undefined ? undefined : { postcode, ...place },
  })
  return { ...pageOf(asked), duplicates: asked['duplicates'] === 'KEEP' ? 'KEEP' : 'COLLAPSE', where }
}

/** The same of a list of terms; of one of taxonomies only the paging counts. */
export function readTermQuestion(search: string, isOfTaxonomies = false): ListQuestion {
  const asked = readAll(search, isOfTaxonomies ? PAGING : OF_TERMS)
  const where = stated({
    text: asked['search'],
    scheme: asked['taxonomy_id'],
    parent: asked['parent_id'],
    level: asked['top_only'] === true ? 1 : undefined,
  })
  return { ...pageOf(asked), duplicates: 'COLLAPSE', where }
}

/** A problem where anything is asked of what takes no parameters. */
export function refuseParameters(search: string): void {
  readAll(search, ANYWHERE)
}

function pageOf({ page = 1, per_page: size = DEFAULT_SIZE }: JsonObject): Pick<ListQuestion, 'page' | 'size'> {
  return { page: Number(page), size: Number(size) }
}

function readAll(search: string, known: Readonly<Record<string, Read>>): JsonObject {
  const asked: Record<string, unknown> = {}
  for (const [name, text] of new URLSearchParams(search)) {
    const read = Object.hasOwn(known, name) ? known[name] : undefined
    if (read === undefined) throw createProblem(400, 'BAD_USER_INPUT', describeUnknown(name, Object.keys(known)))
    if (Object.hasOwn(asked, name)) throw badParameter(name, 'is given twice: give it once')
    // A form sends what is left empty too.
    if (text !== '') asked[name] = read(text, name)
  }
  return asked
}

function wholeFrom(least: number, most: number): Read {
  return (text, name) => {
    const number = /^\d{1,7}$/.test(text) ? Number(text) : undefined
    if (number !== undefined && number >= least && number <= most) return number
    throw badParameter(name, `is a whole number from ${least} to ${most}`)
  }
}

function oneOf(values: Readonly<Record<string, unknown>>): Read {
  return (text, name) => {
    if (Object.hasOwn(values, text)) return values[text]
    throw badParameter(name, `is one of ${Object.keys(values).join(', ')}`)
  }
}

function readNumber(text: string, name: string): number {
  if (/^\d{1,9}(?:\.\d{1,9})?$/.test(text)) return Number(text)
  throw badParameter(name, 'is a number, such as 16')
}

function readDay(text: string, name: string): unknown {
  const day = DAYS[text.slice(0, 2).toUpperCase()]
  if (day !== undefined && (text.length === 2 || text.toUpperCase() === day)) return day
  throw badParameter(name, `is one of ${Object.keys(DAYS).join(', ')}`)
}

function readTime(text: string, name: string): string {
  const [, time] = /^((?:[01]\d|2[0-3]):[0-5]\d)(?::[0-5]\d)?Z?$/.exec(text) ?? []
  if (time !== undefined) return time
  throw badParameter(name, 'is a time of day on the clock in London, such as 09:30')
}

function readInstant(text: string, name: string): string {
  const instant = canonicalInstantOrDay(text)
  if (instant !== undefined) return instant
  throw badParameter(name, 'is an instant or a day, such as 2026-03-01T09:30:00Z')
}

function badParameter(name: string, problem: string) {
  return createProblem(400, 'BAD_USER_INPUT', `The parameter ${JSON.stringify(name.slice(0, 50))} ${problem}.`)
}
