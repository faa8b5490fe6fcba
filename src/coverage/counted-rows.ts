import { mentionsFacts } from '../catalogue/figures/mentions-facts.ts'
import type { EvidenceBasis, RecordFacts, SiteFacts } from '../catalogue/figures/record-facts.ts'
import { present } from '../model/present.ts'
import type { Cluster } from '../catalogue/figures/cluster.ts'
import { organizationOf } from './count-services.ts'
import { groupSites } from './count-sites.ts'
import type { Parts } from './coverage-parts.ts'
import { createAreaDistance } from './create-area-figures.ts'
import { isAway } from './delivery-mix.ts'
import type { CountedSmallArea } from './distance-figures.ts'
import { createMayCount, createReading, type ReadingName, readingOf, type ServiceRow } from './may-count.ts'
import { memo, once } from './once.ts'

/** What is counted one by one. */
export type CountedThing = 'SERVICE' | 'RECORD' | 'PUBLISHED_RECORD' | 'ORGANIZATION' | 'SITE' | 'SMALL_AREA'

/** Whether it counts, or would if a fact were stated, or where it serves. */
export type CountState = 'COUNTED' | 'FACT_UNKNOWN' | 'AREA_UNKNOWN'

/** One counted thing, or one that may count. */
export interface CountedRow {
  /** What it is known by in a list. */
  readonly key: string
  readonly thing: CountedThing
  readonly state: CountState
  /** Code of the area; absent over the union of all. */
  readonly area?: string
  /** What is counted: of a service all its records that pass, the preferred first; of a record itself; of others all behind it. `bases` are those of `certain`, in its order. */
  readonly cluster: Cluster
  /** Records that count here for certain, in the order of the cluster's, and those that may. */
  readonly certain: readonly number[]
  readonly possible: readonly number[]
  /** Of how many services; 1 of a service. */
  readonly services: number
  readonly sites: readonly SiteFacts[]
  /** M23, of a PUBLISHED_RECORD. */
  readonly isAway?: boolean
  /** M14 to M17, of a SMALL_AREA: its services are those located there. */
  readonly smallArea?: CountedSmallArea
}

/** Which rows are meant. */
export interface CountedAsk {
  readonly thing: CountedThing
  /** Codes among the areas asked and their comparators, in order; absent: over the union of the areas asked. */
  readonly areas?: readonly string[]
  /** URI of a term: of services and records those under it, and those that may be. */
  readonly term?: string
}

/** The rows behind the figures of a question, drawn from the same clusters: those of each area together, in a steady order. */
export function createCountedRows(parts: Parts): (ask: CountedAsk) => readonly CountedRow[] {
  const { question, source } = parts
  const { figures } = source
  const asked = question.selected.areas.map(({ code }) => code)
  const codes = [...new Set([...asked, ...question.comparators.map(({ code }) => code)])]
  const groups = [...codes.map((code) => [code]), asked]
  const read = memo((name: ReadingName) => createReading(figures, readingOf(question, name), groups))
  const sites = once(() => figures.readSites(question, groups))
  const mayCount = createMayCount(parts, read)
  const placeAt = (at: number): Place => {
    const [area, own] = [codes[at], read('OWN')]
    return {
      ...(area !== undefined && { area }),
      get here() {
        return own.here(at)
      },
      get counted() {
        return own.clusters(at)
      },
      services: () => mayCount(area, at),
      published: () => read('PUBLISHED').recordsAt(at),
      sites: () => sites()[at] ?? [],
      isAway: (facts) => isAway(facts, figures.recordsOutside()),
      smallAreas: () => (area === undefined ? [] : (createAreaDistance(area, parts)?.smallAreas() ?? [])),
    }
  }
  return ({ thing, areas, term }) => {
    const places = areas?.map((code) => codes.indexOf(code)) ?? [codes.length]
    const rows = places
      .filter((at) => isCovered(parts, codes[at]))
      .flatMap((at) => {
        const place = placeAt(at)
        const { area } = place
        const base = { thing, state: 'COUNTED' as const, possible: [], sites: [], ...present({ area }) }
        return ROWS_OF[thing](place).map((row) => ({ ...base, ...row, key: `${area ?? ''} ${row.key}` }))
      })
    return term === undefined ? rows : underTerm(parts, term, rows)
  }
}

/** One area, or all together, with what its rows are made of. */
interface Place {
  readonly area?: string
  readonly here: ReadonlyMap<number, EvidenceBasis>
  readonly counted: readonly Cluster[]
  /** With those that may count. */
  services(): readonly ServiceRow[]
  published(): readonly RecordFacts[]
  sites(): readonly SiteFacts[]
  isAway(facts: RecordFacts): boolean
  smallAreas(): readonly CountedSmallArea[]
}

type PartialRow = Omit<CountedRow, 'thing' | 'state' | 'possible' | 'sites' | 'area'> & Partial<CountedRow>

const ROWS_OF: Readonly<Record<CountedThing, (place: Place) => readonly PartialRow[]>> = {
  SERVICE: ({ services }) => services(),
  RECORD: ({ counted, here }) =>
    counted.flatMap(({ records }) =>
      records.flatMap((facts) => {
        const basis = here.get(facts.record)
        return basis === undefined ? [] : [recordOf(facts, basis)]
      }),
    ),
  PUBLISHED_RECORD: ({ published, isAway: isOutside }) =>
    published().map((facts) => ({ ...recordOf(facts, 'PUBLISHER'), isAway: isOutside(facts) })),
  ORGANIZATION: ({ counted, here }) =>
    [...Map.groupBy(counted, organizationOf)].flatMap(([organization, own]) =>
      organization === undefined ? [] : [togetherOf(`o${organization}`, own, (cluster) => certainOf(cluster, here))],
    ),
  SITE({ counted, here, sites }) {
    const clusterOf = new Map(counted.flatMap((cluster) => cluster.records.map(({ record }) => [record, cluster])))
    return groupSites(sites()).map((together) => {
      const records = new Set(together.map(({ record }) => record))
      const own = [...new Set([...records].flatMap((record) => clusterOf.get(record) ?? []))]
      const [first] = together
      const row = togetherOf(`l${first?.location}s${first?.record}`, own, (cluster) =>
        certainOf(cluster, here).filter((record) => records.has(record)),
      )
      const bases = row.certain.flatMap((record) => here.get(record) ?? [])
      return { ...row, cluster: { ...row.cluster, bases }, sites: together }
    })
  },
  SMALL_AREA: ({ smallAreas }) =>
    smallAreas().map((smallArea) => ({
      key: `m${smallArea.smallArea.code}`,
      cluster: { records: [], bases: [] },
      certain: [],
      services: smallArea.located.length,
      smallArea,
    })),
}

function certainOf({ records }: Cluster, here: Place['here']): readonly number[] {
  return records.flatMap(({ record }) => (here.has(record) ? [record] : []))
}

function isCovered(parts: Parts, code: string | undefined): boolean {
  return code === undefined
    ? parts.question.selected.areas.some((area) => parts.reach(area.code) !== 'NONE')
    : parts.reach(code) !== 'NONE'
}

function recordOf(facts: RecordFacts, basis: EvidenceBasis) {
  const { record } = facts
  return { key: `s${record}`, cluster: { records: [facts], bases: [basis] }, certain: [record], services: 1 }
}

function togetherOf(key: string, own: readonly Cluster[], certain: (cluster: Cluster) => readonly number[]) {
  const cluster = { records: own.flatMap(({ records }) => records), bases: own.flatMap(({ bases }) => bases) }
  return { key, cluster, certain: own.flatMap(certain), services: own.length }
}

/** Of the rows those with a record under the term; what is certain there but not under it is not certain any more. */
function underTerm({ question, source }: Parts, term: string, rows: readonly CountedRow[]): readonly CountedRow[] {
  const records = new Set(rows.flatMap(({ certain, possible }) => [...certain, ...possible]))
  const having = source.figures.termsOf([...records], [[term]])
  const unknown = mentionsFacts(question.filter) ? 'FACT_UNKNOWN' : 'AREA_UNKNOWN'
  return rows.flatMap((row) => {
    const certain = row.certain.filter((record) => having.has(record))
    const possible = row.possible.filter((record) => having.has(record))
    if (certain.length + possible.length === 0) return []
    const bases = row.cluster.bases.filter((_, at) => having.has(row.certain[at] ?? -1))
    const state = certain.length > 0 || row.state !== 'COUNTED' ? row.state : unknown
    return [{ ...row, cluster: { ...row.cluster, bases }, certain, possible, state }]
  })
}
