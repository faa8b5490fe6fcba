import { strongestBasis } from '../../coverage/cluster.ts'
import { countedFactsOf } from '../../coverage/counted-facts.ts'
import type { CountedRow, CountedThing, CountState } from '../../coverage/counted-rows.ts'
import type { CountedRecord } from '../../catalogue/figures/figures-reader.ts'
import type { StoredService } from '../../model/stored-records.ts'
import { areasByCode } from '../area/area.ts'
import { AreaBasisRef } from '../area/area-type.ts'
import { PlacementRef, type ShownPlacement } from '../area/placement.ts'
import { fromPlacement } from '../area/placement-of-service.ts'
import { builder } from '../builder.ts'
import type { Connection, Hit } from '../connection/connection.ts'
import { countField, createEdge, pageFields } from '../connection/connection-fields.ts'
import type { RequestContext } from '../context.ts'
import { encodeRecordId } from '../node/global-id.ts'
import { AreaRef, LocationRef, OrganizationRef, ServiceRef, TaxonomyTermRef } from '../refs.ts'
import { CountedFactsRef } from '../service/counted-facts.ts'
import { CountedSmallAreaRef } from './counted-small-area.ts'
import { type MappedTerm, MappedTermRef } from './counted-term.ts'
import { termOf } from './coverage-matrix.ts'

/** A row behind a figure, with what was looked up for its whole page. */
export interface ShownRow {
  readonly row: CountedRow
  readonly today: string
  readonly records: ReadonlyMap<number, CountedRecord>
  /** URIs of the question's rows under which it counts, and of those under which it may. */
  readonly terms: readonly string[]
  readonly possibleTerms: readonly string[]
  /** Whether it has any term of their schemes. */
  readonly isClassified: boolean
  readonly unknownOn: readonly string[]
  readonly mappedTerms: readonly MappedTerm[]
}

export const CountedThingRef = builder.enumType('CountedThing', {
  description: 'What is counted one by one.',
  values: {
    SERVICE: { description: 'Each service once, however many feeds list it; and those that may count.' },
    RECORD: { description: 'Each record of a feed: `recordCount`.' },
    PUBLISHED_RECORD: { description: 'Each record of feeds whose own area lies in the area: those of `outOfArea`.' },
    ORGANIZATION: { description: 'Each organization: `organizationCount`, and its services for the concentration.' },
    SITE: { description: 'Each physical site inside: `siteCount`.' },
    SMALL_AREA: {
      description: 'Each small area inside: `distance`, by its people, decile, nearest site and services.',
    },
  } as const satisfies Record<CountedThing, object>,
})

const CountStateRef = builder.enumType('CountState', {
  description: 'Whether a row counts.',
  values: {
    COUNTED: { description: 'It counts.' },
    FACT_UNKNOWN: { description: 'It may: it does not state a fact filtered by.' },
    AREA_UNKNOWN: { description: 'It may: it does not declare where it serves.' },
  } as const satisfies Record<CountState, object>,
})

const CountedRowRef = builder.objectRef<ShownRow>('CountedRow').implement({
  description: 'One thing that a figure counts, or may, and why.',
  fields: (t) => ({
    per: t.field({
      type: CountedThingRef,
      nullable: false,
      description: 'What it is.',
      resolve: ({ row }) => row.thing,
    }),
    state: t.field({
      type: CountStateRef,
      nullable: false,
      description: 'Whether it counts; with `term`, under the term.',
      resolve: ({ row }) => row.state,
    }),
    area: t.field({
      type: AreaRef,
      nullable: true,
      description: 'The area it counts for. Null where all areas are taken together.',
      resolve: ({ row }, _args, context) => (row.area === undefined ? null : areasByCode([row.area], context)[0]),
    }),
    basis: t.field({
      type: AreaBasisRef,
      nullable: true,
      description: 'By what evidence it counts: the strongest of its records. Null where it only may.',
      resolve: ({ row }) => (row.state === 'COUNTED' ? strongestBasis(row.cluster.bases) : null),
    }),
    evidence: t.field({
      type: [PlacementRef],
      nullable: false,
      description:
        'What puts its records into the area, each where it leads: to the area, one inside it or one that holds it. Empty where it only may count.',
      resolve: (shown, _args, context) => readEvidence(shown, context),
    }),
    terms: t.field({
      type: [TaxonomyTermRef],
      nullable: false,
      description: 'The terms of `rows` under which it counts, by its own terms, narrower ones or mappings.',
      resolve: ({ terms }, _args, context) => terms.map((uri) => termOf(uri, context)),
    }),
    possibleTerms: t.field({
      type: [TaxonomyTermRef],
      nullable: false,
      description: 'The terms of `rows` under which it may count: those of `unknownCount` of their cells.',
      resolve: ({ possibleTerms }, _args, context) => possibleTerms.map((uri) => termOf(uri, context)),
    }),
    mappedTerms: t.field({
      type: [MappedTermRef],
      nullable: false,
      description:
        'For each of `terms`, the own terms of its records that put it there, and the mappings they came by.',
      resolve: ({ mappedTerms }) => mappedTerms,
    }),
    classified: t.boolean({
      nullable: false,
      description: 'Whether it has any term of the scheme of the rows: those of `taxonomyCoverage`.',
      resolve: ({ isClassified }) => isClassified,
    }),
    unknownOn: t.stringList({
      nullable: false,
      description:
        'Names of the filters on facts that it does not state and on which it hangs whether it is meant; `areas` where it does not declare where it serves. Empty where it is certain.',
      resolve: ({ unknownOn }) => unknownOn,
    }),
    records: t.field({
      type: [ServiceRef],
      nullable: false,
      description: 'Its records that pass the filter, the preferred one first; their `cluster` has all there are.',
      resolve: (shown, _args, context) => loadRecords(shown, recordsOf(shown), context),
    }),
    countingIds: t.idList({
      nullable: false,
      description: 'Ids of the records by which it counts here. Empty where it only may.',
      resolve: ({ row, records }) =>
        row.certain.flatMap((record) => {
          const ref = records.get(record)?.ref
          return ref === undefined ? [] : [encodeRecordId('Service', ref.feed, ref.originId)]
        }),
    }),
    serviceCount: t.int({
      nullable: false,
      description: 'How many of the counted services it stands for: 1 for a service or a record.',
      resolve: ({ row }) => row.services,
    }),
    organization: t.field({
      type: OrganizationRef,
      nullable: true,
      description:
        'The organization it counts under, by its `countedAs`: that of the most preferred record that names one. Null where none does, and for a site or a small area.',
      resolve: (shown, _args, { loaders }) => {
        const named = recordsOf(shown).flatMap((record) => shown.records.get(record)?.organization ?? [])
        const [first] = named
        return first === undefined || NO_ORGANIZATION.has(shown.row.thing) ? null : loaders.organizations.load(first)
      },
    }),
    locations: t.field({
      type: [LocationRef],
      nullable: false,
      description: 'Of a site: the locations that are this one place. Empty otherwise.',
      resolve: async ({ row }, _args, { reader, loaders }) => {
        const places = [...new Set(row.sites.map(({ location }) => location))]
        const loaded = await Promise.all(
          reader.figures.locationRefs(places).map(async (ref) => loaders.locations.load(ref)),
        )
        return loaded.filter((location) => location !== undefined)
      },
    }),
    outOfArea: t.boolean({
      nullable: true,
      description: "Of a PUBLISHED_RECORD: whether its sites all lie outside its feed's area. Null otherwise.",
      resolve: ({ row }) => row.isAway,
    }),
    smallArea: t.field({
      type: CountedSmallAreaRef,
      nullable: true,
      description:
        'Of a SMALL_AREA: where its people live and how far from the nearest site; `records` are then one of each service located there. Null otherwise.',
      resolve: ({ row, records }) => row.smallArea && { ...row.smallArea, records },
    }),
    facts: t.field({
      type: CountedFactsRef,
      nullable: true,
      description: 'As what it counts in shares and mixes. Null for an organization, a site or a small area.',
      resolve: ({ row, today }) => (HAVE_FACTS.has(row.thing) ? countedFactsOf(row.cluster, today) : null),
    }),
  }),
})

const CountedRowEdgeRef = createEdge<ShownRow, Hit>('CountedRowEdge', CountedRowRef, ['A', 'counted thing'])

export const CountedRowConnectionRef = builder.objectRef<Connection<ShownRow>>('CountedRowConnection').implement({
  description: 'A page of the list of what figures count, area by area.',
  fields: (t) => ({
    ...pageFields(t, 'counted things', CountedRowEdgeRef),
    totalCount: countField(t, 'counted things'),
  }),
})

/** What is of no one organization. */
const NO_ORGANIZATION: ReadonlySet<CountedThing> = new Set(['SITE', 'SMALL_AREA'])
/** What counts in shares and mixes. */
const HAVE_FACTS: ReadonlySet<CountedThing> = new Set(['SERVICE', 'RECORD', 'PUBLISHED_RECORD'])

/** Of a site the records there, of a small area one of each service located there, of all else all that pass. */
function recordsOf({ row }: ShownRow): readonly number[] {
  if (row.smallArea !== undefined) return row.smallArea.located.map(({ record }) => record)
  return row.thing === 'SITE' ? row.certain : row.cluster.records.map(({ record }) => record)
}

async function loadRecords(
  { records }: ShownRow,
  numbers: readonly number[],
  { loaders }: RequestContext,
): Promise<readonly StoredService[]> {
  const loaded = await Promise.all(
    numbers.map(async (record) => {
      const ref = records.get(record)?.ref
      return ref === undefined ? undefined : loaders.services.load(ref)
    }),
  )
  return loaded.filter((service) => service !== undefined)
}

async function readEvidence(shown: ShownRow, context: RequestContext): Promise<readonly ShownPlacement[]> {
  const { row } = shown
  const gazetteer = context.reader.areas.gazetteer()
  const leadsHere = (code: string): boolean =>
    gazetteer.find(code) !== undefined &&
    (row.area === undefined ||
      code === row.area ||
      gazetteer.ancestorsOf(code).includes(row.area) ||
      gazetteer.ancestorsOf(row.area).includes(code))
  const found = await Promise.all(
    row.certain.map(async (record, at): Promise<readonly ShownPlacement[]> => {
      const [service] = await loadRecords(shown, [record], context)
      if (service === undefined) return []
      return fromPlacement(service, context, ({ placements }, owner) =>
        placements
          .filter(({ basis, areaCode }) => basis === row.cluster.bases[at] && leadsHere(areaCode))
          .map((placement) => ({ owner, placement })),
      )
    }),
  )
  return found.flat()
}
