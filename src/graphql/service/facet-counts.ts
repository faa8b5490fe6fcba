import type { StoredTerm } from '../../catalogue/catalogue-reader.ts'
import type { StoredOrganization } from '../../model/stored-records.ts'
import type { FacetCount } from '../../catalogue/service-query.ts'
import type { FeedConfig } from '../../model/feed.ts'
import { findLanguage } from '../../model/known-language.ts'
import type { AttendingType } from '../../model/schedule.ts'
import type { ServiceStatus } from '../../model/service.ts'
import { AttendingTypeRef } from './attending-type.ts'
import { builder } from '../builder.ts'
import type { RequestContext } from '../context.ts'
import { FeedRef, OrganizationRef, TaxonomyTermRef } from '../refs.ts'
import { ServiceStatusRef } from './service-status.ts'

interface Count {
  readonly count: number
}

const SERVICES = 'How many services.'

export const TermCountRef = builder.objectRef<Count & { readonly term: StoredTerm }>('TermCount').implement({
  description: 'How many services carry a taxonomy term or a narrower one.',
  fields: (t) => ({
    term: t.expose('term', { type: TaxonomyTermRef, nullable: false, description: 'The term.' }),
    count: t.exposeInt('count', { nullable: false, description: SERVICES }),
  }),
})

export const FeedCountRef = builder.objectRef<Count & { readonly feed: FeedConfig }>('FeedCount').implement({
  description: 'How many services a feed publishes.',
  fields: (t) => ({
    feed: t.expose('feed', { type: FeedRef, nullable: false, description: 'The feed.' }),
    count: t.exposeInt('count', { nullable: false, description: SERVICES }),
  }),
})

export const OrganizationCountRef = builder
  .objectRef<Count & { readonly organization: StoredOrganization }>('OrganizationCount')
  .implement({
    description: 'How many services an organization offers.',
    fields: (t) => ({
      organization: t.expose('organization', {
        type: OrganizationRef,
        nullable: false,
        description: 'The organization.',
      }),
      count: t.exposeInt('count', { nullable: false, description: SERVICES }),
    }),
  })

export const NameCountRef = builder.objectRef<Count & { readonly name: string }>('NameCount').implement({
  description: 'How many services share something that goes by a name.',
  fields: (t) => ({
    name: t.exposeString('name', { nullable: false, description: 'The name.' }),
    count: t.exposeInt('count', { nullable: false, description: SERVICES }),
  }),
})

export const AttendingCountRef = builder
  .objectRef<Count & { readonly attending: AttendingType }>('AttendingCount')
  .implement({
    description: 'How many services can be attended in one way.',
    fields: (t) => ({
      attending: t.expose('attending', { type: AttendingTypeRef, nullable: false, description: 'The way.' }),
      count: t.exposeInt('count', { nullable: false, description: SERVICES }),
    }),
  })

export const StatusCountRef = builder
  .objectRef<Count & { readonly status: ServiceStatus | null }>('StatusCount')
  .implement({
    description: 'How many services have a status.',
    fields: (t) => ({
      status: t.expose('status', {
        type: ServiceStatusRef,
        nullable: true,
        description: 'The status. Null counts the services that state none.',
      }),
      count: t.exposeInt('count', { nullable: false, description: SERVICES }),
    }),
  })

interface FreeCount {
  readonly free: number
  readonly charged: number
  readonly unknown: number
}

export const FreeCountRef = builder.objectRef<FreeCount>('FreeCount').implement({
  description: 'How many services can be had free of charge.',
  fields: (t) => ({
    free: t.exposeInt('free', { nullable: false, description: 'Services that can be had free of charge.' }),
    charged: t.exposeInt('charged', { nullable: false, description: 'Services that are had only against payment.' }),
    unknown: t.exposeInt('unknown', { nullable: false, description: 'Services that do not say.' }),
  }),
})

interface AccessibleCount {
  readonly accessible: number
  readonly notAccessible: number
  readonly unknown: number
}

export const AccessibleCountRef = builder.objectRef<AccessibleCount>('AccessibleCount').implement({
  description: 'How many services a wheelchair user can get into.',
  fields: (t) => ({
    accessible: t.exposeInt('accessible', {
      nullable: false,
      description: 'Services with a place that states step-free or wheelchair access.',
    }),
    notAccessible: t.exposeInt('notAccessible', {
      nullable: false,
      description: 'Services of which every place states that there is no such access.',
    }),
    unknown: t.exposeInt('unknown', { nullable: false, description: 'Services that do not say.' }),
  }),
})

/** Counts with their terms, read in one call; a term that is unknown is left out. */
export function readTermCounts(counts: readonly FacetCount[], { loaders }: RequestContext) {
  const known = keyed(counts)
  const terms = loaders.terms.getMany(known.map(({ key }) => key))
  return known.flatMap(({ count }, index) => {
    const term = terms[index]
    return term === undefined ? [] : [{ term, count }]
  })
}

/** Counts with their feeds. */
export function readFeedCounts(counts: readonly FacetCount[], context: RequestContext) {
  return keyed(counts).map(({ key, count }) => ({ feed: context.feedOf(key), count }))
}

/** Counts with their organizations, read in one call; services without one are left out. */
export function readOrganizationCounts(counts: readonly FacetCount[], { loaders }: RequestContext) {
  const known = keyed(counts)
  const organizations = loaders.organizations.getMany(
    known.map(({ key }) => {
      const tab = key.indexOf('\t')
      return { feed: key.slice(0, tab), originId: key.slice(tab + 1) }
    }),
  )
  return known.flatMap(({ count }, index) => {
    const organization = organizations[index]
    return organization === undefined ? [] : [{ organization, count }]
  })
}

/** Counts under the English names of the languages; a code without one stands for itself. */
export function readLanguageCounts(counts: readonly FacetCount[]) {
  return keyed(counts).map(({ key, count }) => ({ name: nameLanguage(key), count }))
}

/** Counts by a way of attending; services that state none are left out. */
export function readAttendingCounts(counts: readonly FacetCount[]) {
  return counts.flatMap(({ key, count }) => (isAttendingType(key) ? [{ attending: key, count }] : []))
}

/** Counts by status, null for services that state none. */
export function readStatusCounts(counts: readonly FacetCount[]) {
  return counts.flatMap(({ key, count }) => (key === null || isServiceStatus(key) ? [{ status: key, count }] : []))
}

/** Free, charged and unknown, 0 where none was counted. */
export function readFreeCount(counts: readonly FacetCount[]): FreeCount {
  return { free: countOf(counts, 'free'), charged: countOf(counts, 'charged'), unknown: countOf(counts, null) }
}

/** Accessible, not accessible and unknown, 0 where none was counted. */
export function readAccessibleCount(counts: readonly FacetCount[]): AccessibleCount {
  return {
    accessible: countOf(counts, 'accessible'),
    notAccessible: countOf(counts, 'notAccessible'),
    unknown: countOf(counts, null),
  }
}

function countOf(counts: readonly FacetCount[], key: string | null): number {
  return counts.find((entry) => entry.key === key)?.count ?? 0
}

function keyed(counts: readonly FacetCount[]): readonly { readonly key: string; readonly count: number }[] {
  return counts.flatMap(({ key, count }) => (key === null ? [] : [{ key, count }]))
}

function nameLanguage(code: string): string {
  return findLanguage(code)?.name ?? code
}

function isAttendingType(key: string | null): key is AttendingType {
  return key === 'IN_PERSON' || key === 'ONLINE' || key === 'PHONE' || key === 'HOME_VISIT'
}

const STATUSES: ReadonlySet<string> = new Set<ServiceStatus>([
  'ACTIVE',
  'INACTIVE',
  'DEFUNCT',
  'TEMPORARILY_CLOSED',
  'OTHER',
])

function isServiceStatus(key: string): key is ServiceStatus {
  return STATUSES.has(key)
}
