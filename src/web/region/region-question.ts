import type { PageRequest } from '../page.ts'

/** Variables of an operation. */
export type Variables = Readonly<Record<string, unknown>>

const LAYERS = ['within', 'type', 'scheme', 'people'] as const

/** What the parameters of the region's pages mean to its operations; one that is left empty is not given. */
export function readRegionVariables({ params }: PageRequest): Variables {
  const variables: Record<string, unknown> = {}
  for (const name of LAYERS) if (given(params, name) !== undefined) variables[name] = given(params, name)
  const level = given(params, 'level')
  if (level !== undefined) variables['level'] = asNumber(level)
  const text = given(params, 'text')
  if (text !== undefined) variables['where'] = { text }
  const heading = given(params, 'heading')
  if (heading !== undefined) Object.assign(variables, { heading, finds: true })
  return limitToFeeds(variables)
}

/** The same for a page with a map: boundaries, and sites where the parameter `sites` has them shown. */
export function readMapVariables(request: PageRequest): Variables {
  const sites = given(request.params, 'sites') === 'show' && { sites: true }
  return { ...readRegionVariables(request), boundaries: true, ...sites }
}

/** The variables, of areas with a feed alone unless they name a region: there, that nothing is known of an area is a finding. */
export function limitToFeeds(variables: Variables): Variables {
  return variables['within'] === undefined ? { ...variables, hasFeed: true } : variables
}

const VARIABLES: Readonly<Record<string, string>> = {
  areas: 'within',
  where: 'where',
  rows: 'scheme',
  population: 'people',
}

/** Which variable of the region's operations an argument of `coverage` is. */
export function regionVariableOf(argument: readonly (string | number)[]): string | undefined {
  if (argument[0] === 'rows' && argument.at(-1) === 'level') return 'level'
  return VARIABLES[String(argument[0])]
}

/** The value of a parameter without blanks around it; undefined where it is not given or empty. */
export function given(params: URLSearchParams, name: string): string | undefined {
  const text = params.get(name)?.trim() ?? ''
  return text === '' ? undefined : text
}

/** A whole number as one; any other text as it is, which GraphQL refuses in its own words. */
function asNumber(text: string): number | string {
  return /^\d{1,9}$/.test(text) ? Number(text) : text
}

/** The address of an export over the same areas, or the one with the `code`, people and filter; `rows` are as the export takes them. */
export function exportAddress(name: string, variables: Variables, rows: unknown): string {
  const { type = 'DISTRICT', within, hasFeed, where, people, code } = variables
  const kind = { type, within, hasFeed }
  const pairs = Object.entries({
    areas: JSON.stringify(code === undefined ? kind : { codes: [code] }),
    comparators: code === undefined ? undefined : JSON.stringify({ type, hasFeed: true }),
    rows: JSON.stringify(rows),
    filter: where === undefined ? undefined : JSON.stringify(where),
    population: typeof people === 'string' ? people : undefined,
  }).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]))
  return `export/${name}?${new URLSearchParams(pairs)}`
}

/** The address of the sites that a map draws, one a row. */
export function sitesAddress(variables: Variables): string {
  return `${exportAddress('counted.csv', variables, { terms: [] })}&per=SITE&together=true`
}

/** The rows of `Region` as an export takes them. */
export function levelRows({ scheme, level = 1 }: Variables): unknown {
  return { level: { scheme, level } }
}
