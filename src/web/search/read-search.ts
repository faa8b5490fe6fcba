import type { AnswerError } from '../page.ts'
import { describeParameter } from '../parameter-mistake.ts'
import type { PageRequest } from '../page.ts'
import type { Query } from '../view.ts'

/** The parameters of a search's address: all of its state. */
const SEARCH_FIELDS = [
  ...(['text', 'postcode', 'within', 'heading', 'term', 'area', 'feed', 'age', 'day'] as const),
  ...(['free', 'accessible', 'language', 'attending', 'unknowns', 'after', 'before'] as const),
] as const
export type SearchField = (typeof SEARCH_FIELDS)[number]

/** What the parameters say, as sent: each value once, in order, those that are empty left out. */
export type Search = Readonly<Record<SearchField, readonly string[]>>

/** Fields of which any number of values may be given. */
const SEVERAL: ReadonlySet<SearchField> = new Set(['term', 'area', 'feed', 'day', 'attending'])

const PAGE_SIZE = 20
const DEFAULT_METRES = '8000'

/** The parameters of a search, less the fields named. */
export function readSearch(params: URLSearchParams, without: ReadonlySet<SearchField> = new Set()): Search {
  const valuesOf = (field: SearchField): readonly string[] => {
    if (without.has(field)) return []
    const values = params
      .getAll(field)
      .map((value) => value.trim())
      .filter((value) => value !== '')
    return SEVERAL.has(field) ? [...new Set(values)] : values.slice(-1)
  }
  return {
    ...{ text: valuesOf('text'), postcode: valuesOf('postcode'), within: valuesOf('within') },
    ...{ heading: valuesOf('heading'), term: valuesOf('term') },
    ...{ area: valuesOf('area'), feed: valuesOf('feed'), age: valuesOf('age'), day: valuesOf('day') },
    ...{ free: valuesOf('free'), accessible: valuesOf('accessible'), language: valuesOf('language') },
    ...{ attending: valuesOf('attending'), unknowns: valuesOf('unknowns') },
    ...{ after: valuesOf('after'), before: valuesOf('before') },
  }
}

/** The filter that a search means; what is wrong in its values is left for GraphQL to say. */
export function filterOf(search: Search): Readonly<Record<string, unknown>> {
  const { text, postcode, within, term, area, feed, age, day, free, accessible, language, attending } = search
  const one = <T>([value]: readonly string[], mean: (value: string) => T): T | undefined =>
    value === undefined ? undefined : mean(value)
  const some = <T>(values: readonly string[], mean: (values: readonly string[]) => T): T | undefined =>
    values.length === 0 ? undefined : mean(values)
  const filter = {
    text: one(text, (words) => words),
    near: one(postcode, (code) => ({ postcode: code, withinMetres: metresOf(within[0] ?? DEFAULT_METRES) })),
    taxonomyTerms: some(term, (allOf) => ({ allOf })),
    areas: some(area, (anyOf) => ({ anyOf })),
    feeds: some(feed, (slugs) => slugs),
    age: one(age, numberOf),
    openAt: some(day, (days) => ({ days })),
    free: one(free, truthOf),
    accessible: one(accessible, truthOf),
    languages: some(language, (names) => names),
    attending: some(attending, (ways) => ways),
  }
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined))
}

/** The variables of a search's operation. */
export function variablesOf(search: Search): Readonly<Record<string, unknown>> {
  const { heading, unknowns, after, before } = search
  return {
    where: filterOf(search),
    boundaries: true,
    ...(heading[0] !== undefined && { heading: heading[0], finds: true }),
    ...(unknowns[0] !== undefined && { unknowns: unknowns[0] }),
    ...(before[0] === undefined ? { first: PAGE_SIZE } : { first: null, last: PAGE_SIZE, before: before[0] }),
    ...(before[0] === undefined && after[0] !== undefined && { after: after[0] }),
  }
}

/** The variables of the page asked for. */
export function readSearchVariables({ params }: PageRequest): Readonly<Record<string, unknown>> {
  return variablesOf(readSearch(params))
}

/** The search as parameters, with some of them others; from its first page on unless a cursor is among them. */
export function queryOf(search: Search, changes: Partial<Search> = {}): Query {
  return { ...search, after: [], before: [], ...changes }
}

/** Whole numbers as such; whatever else is wrong in them, GraphQL says. */
function numberOf(text: string): unknown {
  return /^-?\d{1,9}$/.test(text) ? Number(text) : text
}

/** `any` means however far. */
function metresOf(text: string): unknown {
  return text === 'any' ? null : numberOf(text)
}

function truthOf(text: string): unknown {
  return text === 'yes' ? true : text === 'no' ? false : text
}

/** The field that an argument of the operation comes from. */
const FIELD_OF_ARGUMENT: Readonly<Record<string, SearchField>> = {
  text: 'text',
  near: 'postcode',
  taxonomyTerms: 'term',
  areas: 'area',
  feeds: 'feed',
  // As an unknown feed is named wherever it is asked for.
  slug: 'feed',
  age: 'age',
  openAt: 'day',
  free: 'free',
  accessible: 'accessible',
  languages: 'language',
  attending: 'attending',
  unknowns: 'unknowns',
  after: 'after',
  before: 'before',
}

/** GraphQL's sentence, of a parameter less its name: the field that it stands at has one. */
export function sentenceOf({ message, parameter }: Pick<AnswerError, 'message' | 'parameter'>): string {
  if (parameter === undefined) return message
  const sentence = describeParameter(parameter, 'yes or no')
  return `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}`
}

/** Which field an error is of; undefined where it is of none. */
export function fieldOf({ argument, parameter }: Pick<AnswerError, 'argument' | 'parameter'>): SearchField | undefined {
  const path = argument.length > 0 ? argument : (parameter?.path.split('.') ?? [])
  if (path.at(-1) === 'withinMetres') return 'within'
  const [first, second] = path
  return FIELD_OF_ARGUMENT[String(first === 'where' ? second : first)]
}
