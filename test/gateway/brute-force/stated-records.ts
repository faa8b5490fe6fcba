import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { graphql } from 'graphql'
import { sampleFeedsConfig } from '../../../samples/feeds-config.ts'
import { startSampleCouncils } from '../../../samples/server.ts'
import { parseFeedsConfig } from '../../../src/config/parse-feeds-config.ts'
import { createGateway, type Gateway } from '../../../src/gateway.ts'

/** The clock of the test: a Monday morning in London. */
export const NOW = Date.parse('2026-11-23T10:00:00Z')

export interface StatedSchedule {
  readonly freq: 'WEEKLY' | 'MONTHLY' | null
  readonly interval: number | null
  readonly byday: string | null
  readonly bymonthday: string | null
  readonly byweekno: string | null
  readonly byyearday: string | null
  readonly dtstart: string | null
  readonly validFrom: string | null
  readonly validTo: string | null
  readonly until: string | null
  readonly count: number | null
  readonly opensAt: string | null
  readonly closesAt: string | null
  readonly closed: boolean | null
  readonly description: string | null
  readonly notes: string | null
  readonly attendingTypes: readonly string[]
  readonly serviceAtLocationId: string | null
}

interface StatedAddress {
  readonly address1: string | null
  readonly address2: string | null
  readonly city: string | null
  readonly region: string | null
  readonly stateProvince: string | null
  readonly postalCode: string | null
}

/** A service as GraphQL states it. */
export interface StatedRecord {
  readonly originId: string
  readonly cluster: { readonly id: string }
  readonly feed: { readonly slug: string }
  readonly name: string
  readonly alternateName: string | null
  readonly description: string | null
  readonly eligibilityDescription: string | null
  readonly alert: string | null
  readonly status: string | null
  readonly minimumAge: number | null
  readonly maximumAge: number | null
  readonly lastModified: string | null
  readonly assuredDate: string | null
  readonly fees: string | null
  readonly feesDescription: string | null
  readonly costOptions: readonly {
    readonly option: string | null
    readonly amount: number | null
    readonly amountDescription: string | null
    readonly validFrom: string | null
    readonly validTo: string | null
  }[]
  readonly languages: readonly { readonly code: string | null; readonly name: string | null }[]
  readonly attendingTypes: readonly string[]
  readonly schedules: readonly StatedSchedule[]
  readonly organization: {
    readonly originId: string
    readonly name: string | null
    readonly alternateName: string | null
  } | null
  readonly taxonomyTerms: readonly { readonly uri: string; readonly name: string }[]
  readonly serviceAreas: readonly { readonly name: string | null; readonly serviceArea: string | null }[]
  readonly serviceAtLocations: readonly {
    readonly originId: string
    readonly schedules: readonly StatedSchedule[]
    readonly location: {
      readonly name: string | null
      readonly alternateName: string | null
      readonly latitude: number | null
      readonly longitude: number | null
      readonly precision: string
      readonly addresses: readonly StatedAddress[]
      readonly accessibility: readonly { readonly accessibility: string | null; readonly description: string | null }[]
    } | null
  }[]
}

/** The sample region behind a gateway of its own, and all that it states. */
export interface SampleRegion {
  readonly gateway: Gateway
  readonly records: readonly StatedRecord[]
  /** Broader terms' URIs of each term, nearest only. */
  readonly parents: ReadonlyMap<string, readonly string[]>
  readonly levels: ReadonlyMap<string, number>
  close(): Promise<void>
}

const SCHEDULE =
  '{ freq interval byday bymonthday byweekno byyearday dtstart validFrom validTo until count opensAt closesAt closed description notes attendingTypes serviceAtLocationId }'
const RECORD = `{
  originId cluster { id } feed { slug } name alternateName description eligibilityDescription alert status minimumAge maximumAge lastModified assuredDate
  fees feesDescription costOptions { option amount amountDescription validFrom validTo } languages { code name } attendingTypes schedules ${SCHEDULE}
  organization { originId name alternateName } taxonomyTerms { uri name } serviceAreas { name serviceArea }
  serviceAtLocations { originId schedules ${SCHEDULE} location { name alternateName latitude longitude precision
    addresses { address1 address2 city region stateProvince postalCode } accessibility { accessibility description } } }
}`
const SERVICES = `query ($where: ServiceFilter, $after: String) {
  list: services(where: $where, duplicates: KEEP, first: 100, after: $after) { nodes ${RECORD} pageInfo { hasNextPage endCursor } }
}`
const TERMS = `query ($after: String) {
  list: taxonomyTerms(first: 100, after: $after) { nodes { uri level parents { uri } } pageInfo { hasNextPage endCursor } }
}`

/** Reads the sample councils through a gateway once; the caller closes it. */
export async function startSampleRegion(): Promise<SampleRegion> {
  const dataDir = mkdtempSync(join(tmpdir(), 'oruk-gateway-brute-'))
  const councils = await startSampleCouncils()
  // Without mappings between terms: they have tests of their own.
  const { taxonomies: _, ...stated } = sampleFeedsConfig(councils.feeds)
  const config = parseFeedsConfig('the samples', JSON.stringify(stated))
  const log = { info() {}, warn() {}, error() {} }
  const gateway = await createGateway(config, { dataDir, log, now: () => NOW, random: () => 0.5, isScheduled: false })
  await gateway.refreshAll()
  await councils.close()
  const inactive = { status: ['INACTIVE', 'DEFUNCT', 'TEMPORARILY_CLOSED'] }
  const records = [
    ...(await readAll<StatedRecord>(gateway, SERVICES, {})),
    ...(await readAll<StatedRecord>(gateway, SERVICES, { where: inactive })),
  ]
  const terms = await readAll<{ uri: string; level: number; parents: { uri: string }[] }>(gateway, TERMS, {})
  return {
    gateway,
    records,
    parents: new Map(terms.map(({ uri, parents }) => [uri, parents.map((parent) => parent.uri)])),
    levels: new Map(terms.map(({ uri, level }) => [uri, level])),
    async close() {
      await gateway.close()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

async function readAll<T>(
  gateway: Gateway,
  source: string,
  variables: Readonly<Record<string, unknown>>,
): Promise<T[]> {
  const nodes: T[] = []
  for (let after: string | null = null; ;) {
    const contextValue = gateway.createContext({})
    const result = await graphql({
      schema: gateway.schema,
      source,
      contextValue,
      variableValues: { ...variables, after },
    })
    if (result.errors !== undefined) throw result.errors[0]
    const list = JSON.parse(JSON.stringify(result.data)).list
    nodes.push(...list.nodes)
    if (!list.pageInfo.hasNextPage) return nodes
    after = list.pageInfo.endCursor
  }
}
