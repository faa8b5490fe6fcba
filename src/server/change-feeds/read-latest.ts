import { GraphQLError } from 'graphql'
import { z } from 'zod'

import { readOperations } from '../../graphql/operations/read-operations.ts'
import type { Ask } from '../ask-operation.ts'

/** Which changes a feed is of; what is absent is no condition. */
export interface ChangeFilter {
  /** GSS code. */
  readonly area?: string
  /** URI or CURIE; it holds the terms below it. */
  readonly term?: string
  /** Slugs. */
  readonly feeds?: readonly string[]
  /** RFC 3339. */
  readonly since?: string
}

const Codes = z.array(z.string()).default([])
const Named = z.object({ uri: z.string(), curie: z.string().nullable(), name: z.string() })
const Term = Named.extend({ ancestors: z.array(Named) })
const ChangeShape = z.object({
  at: z.string(),
  kind: z.string(),
  id: z.string(),
  name: z.string().nullable(),
  fields: z.array(z.string()),
  feed: z.object({
    slug: z.string(),
    publisher: z.string(),
    licence: z.string().nullable(),
    attribution: z.string().nullable(),
  }),
  record: z
    .object({
      type: z.string(),
      sourceUrl: z.string().nullable(),
      description: z.string().nullish(),
      districts: Codes,
      counties: Codes,
      combinedAuthorities: Codes,
      careBoards: Codes,
      regions: Codes,
      countries: Codes,
      taxonomyTerms: z.array(Term).default([]),
    })
    .nullable(),
})

/** A change with the record that it is about as it is held now; null where it is held no more, or a cluster changed. */
export type LatestChange = z.infer<typeof ChangeShape>

const Answer = z.object({
  changes: z.object({
    historyFrom: z.string().nullable(),
    edges: z.array(z.object({ node: ChangeShape })),
    pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
  }),
})

/** The latest changes that a filter means, newest first. */
export interface LatestChanges {
  readonly changes: readonly LatestChange[]
  /** What the filter names, in words. */
  readonly names: readonly string[]
  /** From when on changes are kept; null before any was. */
  readonly historyFrom: string | null
}

/** The most entries of a feed of changes; and the most changes that are looked through for them. */
export const MOST_ENTRIES = 100
export const MOST_LOOKED_AT = 1_000
const PAGE = 50
const EVER = '1970-01-01T00:00:00Z'

/** Reads them; throws what is wrong with the filter. */
export async function readLatest(ask: Ask, filter: ChangeFilter): Promise<LatestChanges> {
  const { since = EVER, feeds, area, term } = filter
  const names = [
    ...(feeds ?? []),
    ...(area === undefined ? [] : [AreaNamed.parse(await askNamed(ask, 'AreaByCode', { code: area })).area.name]),
    ...(term === undefined ? [] : [TermNamed.parse(await askNamed(ask, 'TermByUri', { uri: term })).taxonomyTerm.name]),
  ]
  const changes: LatestChange[] = []
  let historyFrom: string | null = null
  let after: string | null = null
  for (let seen = 0; seen < MOST_LOOKED_AT && changes.length < MOST_ENTRIES; seen += PAGE) {
    const variables: Record<string, unknown> = { since, first: PAGE, after, ...(feeds && { feeds }) }
    const data = await askNamed(ask, 'LatestChanges', variables)
    const page: z.infer<typeof Answer>['changes'] = Answer.parse(data).changes
    changes.push(...page.edges.map(({ node }) => node).filter((change) => isMeant(change, filter)))
    historyFrom = page.historyFrom
    if (!page.pageInfo.hasNextPage) break
    after = page.pageInfo.endCursor
  }
  return { changes: changes.slice(0, MOST_ENTRIES), names, historyFrom }
}

const Name = z.object({ name: z.string() })
const AreaNamed = z.object({ area: Name })
const TermNamed = z.object({ taxonomyTerm: Name })

/** The data of an operation of `operations/`; throws its first error. */
async function askNamed(ask: Ask, name: string, variables: Readonly<Record<string, unknown>>): Promise<unknown> {
  const operation = readOperations().find((each) => each.name === name)
  if (operation === undefined) throw new Error(`There is no operation ${name}.`)
  const { data, errors } = await ask({ query: operation.document, operationName: name, variables })
  const [error] = errors
  if (error === undefined) return data
  throw new GraphQLError(error.message, { extensions: { code: error.code, http: { status: 400, spec: false } } })
}

/** Of a removed record nobody knows where it was any more: it is in every feed. Clusters have no place of their own. */
function isMeant({ kind, record }: LatestChange, { area, term }: ChangeFilter): boolean {
  if (area === undefined && term === undefined) return true
  if (record === null) return kind === 'REMOVED'
  const { districts, counties, combinedAuthorities, careBoards, regions, countries } = record
  const areas = [districts, counties, combinedAuthorities, careBoards, regions, countries].flat()
  if (area !== undefined && !areas.includes(area)) return false
  const terms = record.taxonomyTerms.flatMap((own) => [own, ...own.ancestors])
  return term === undefined || terms.some(({ uri, curie }) => uri === term || curie === term)
}
