import DataLoader from 'dataloader'
import type { ServiceReader } from '../../catalogue/catalogue-reader.ts'
import type { DetailFailure, DetailReader, FreshnessWish } from '../../model/keeper.ts'
import type { StoredLocation, StoredOrganization, StoredService } from '../../model/stored-records.ts'
import type { ServiceFilter } from '../../catalogue/service-query.ts'
import type { RecordRef } from '../../model/record.ts'
import type { Pace } from '../context.ts'
import type { HeldData } from '../held-data.ts'
import type { RecordLoader } from './record-loader.ts'

/** Records of one kind, brought up to date from their feed before they are given. */
export interface CurrentLoader<Value> {
  /** The record after its feed was asked, or as held where it could not be; undefined where unknown. */
  load(ref: RecordRef): Promise<Value | undefined>
  /** What `load` gives, where this request has asked for it; undefined where nobody has. */
  asked(ref: RecordRef): Promise<Value | undefined> | undefined
}

/** Services, and what only services mention, brought up to date within the request's allowance. */
export interface CurrentRecords {
  readonly services: CurrentLoader<StoredService>
  readonly organizations: CurrentLoader<StoredOrganization>
  readonly locations: CurrentLoader<StoredLocation>
}

/** What bringing records up to date stands on. */
export interface CurrentSource {
  readonly data: HeldData
  readonly pace: Pace | undefined
  readonly details: DetailReader
  readonly freshness: FreshnessWish
  readonly allowance: { calls: number }
  /** Gains what could not be had. */
  readonly failures: DetailFailure[]
  readonly services: RecordLoader<RecordRef, StoredService>
  readonly organizations: RecordLoader<RecordRef, StoredOrganization>
  readonly locations: RecordLoader<RecordRef, StoredLocation>
  /** A service read in this request that belongs to the organization; undefined where none was. */
  readonly serviceOfOrganization: (organization: RecordRef) => RecordRef | undefined
  /** A service read in this request that is offered at the location; undefined where none was. */
  readonly serviceOfLocation: (location: RecordRef) => RecordRef | undefined
}

/** One per request: each record's feed is asked at most once, all that is asked for in one tick together. */
export function createCurrentRecords(source: CurrentSource): CurrentRecords {
  const { data, details, freshness, allowance, failures, pace } = source
  const services = createCurrentLoader(source.services, async (refs) => {
    const reading = details.readThrough(refs, freshness, allowance)
    const read = await (pace === undefined ? reading : pace.wait(reading))
    failures.push(...read.failures)
    if (read.hasAsked) data.moveOn()
  })

  async function askMentioning(refs: readonly (RecordRef | undefined)[]): Promise<void> {
    await Promise.all(refs.map(async (ref) => ref && services.load(ref)))
  }

  return {
    services,
    // Feeds publish organizations and locations only inside services, so one of their services is asked for.
    organizations: createCurrentLoader(source.organizations, (refs) =>
      askMentioning(
        refs.map(
          (ref) => source.serviceOfOrganization(ref) ?? findService(data.reader.services, { organization: ref }),
        ),
      ),
    ),
    locations: createCurrentLoader(source.locations, (refs) =>
      askMentioning(
        refs.map((ref) => source.serviceOfLocation(ref) ?? findService(data.reader.services, { location: ref })),
      ),
    ),
  }
}

/** The key of a record within one request. */
export function refText(ref: RecordRef): string {
  return `${ref.feed}\n${ref.originId}`
}

function createCurrentLoader<Value>(
  records: RecordLoader<RecordRef, Value>,
  bringUpToDate: (refs: readonly RecordRef[]) => Promise<void>,
): CurrentLoader<Value> {
  const asked = new Map<string, Promise<Value | undefined>>()
  const batch = new DataLoader<RecordRef, Value | undefined>(
    async (refs) => {
      await bringUpToDate(refs)
      refs.forEach((ref) => records.forget(ref))
      return records.getMany(refs)
    },
    { cache: false },
  )
  return {
    asked: (ref) => asked.get(refText(ref)),
    load: (ref) => {
      const known = asked.get(refText(ref))
      if (known !== undefined) return known
      const loading = batch.load(ref)
      asked.set(refText(ref), loading)
      return loading
    },
  }
}

function findService(reader: ServiceReader, filter: ServiceFilter): RecordRef | undefined {
  const slice = { limit: 1, backward: false }
  return reader.searchServices({ filter: { ...filter, anyStatus: true }, unknowns: 'INCLUDE', order: 'NAME', slice })
    .hits[0]
}
