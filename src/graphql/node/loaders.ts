import DataLoader from 'dataloader'
import type { StoredTaxonomy, StoredTerm } from '../../catalogue/catalogue-reader.ts'
import type { DetailFailure, DetailReader, FreshnessWish } from '../../model/keeper.ts'
import type { StoredLocation, StoredOrganization, StoredService } from '../../model/stored-records.ts'
import type { StoredPlacement } from '../../geography/place-service.ts'
import type {
  StoredCluster,
  StoredConflict,
  StoredMatch,
  StoredQuality,
} from '../../catalogue/clusters/stored-cluster.ts'
import type { MatchEvidence } from '../../model/match.ts'
import type { RecordRef } from '../../model/record.ts'
import { createCurrentRecords, type CurrentRecords, refText } from './current-records.ts'
import { findPlaceOfService, type PlaceOfService } from '../location/place-of-service.ts'
import type { Pace } from '../context.ts'
import type { HeldData } from '../held-data.ts'
import type { Passing } from '../kept-texts.ts'
import { createRecordLoader, createRelation, type RecordLoader, type Relation } from './record-loader.ts'

/** Every way from one record to another, for one request; nothing is read twice and nothing one by one. */
export interface Loaders {
  readonly services: RecordLoader<RecordRef, StoredService>
  readonly organizations: RecordLoader<RecordRef, StoredOrganization>
  readonly locations: RecordLoader<RecordRef, StoredLocation>
  /** Where services were placed. */
  readonly placements: RecordLoader<RecordRef, StoredPlacement>
  /** Codes of the areas locations lie in, innermost first. */
  readonly locationAreas: RecordLoader<RecordRef, readonly string[]>
  /** By canonical URI. */
  readonly terms: RecordLoader<string, StoredTerm>
  /** By key. */
  readonly taxonomies: RecordLoader<string, StoredTaxonomy>
  /** Services at locations by their own ids. */
  readonly places: DataLoader<RecordRef, PlaceOfService | undefined, string>
  readonly organizationOfService: Relation<StoredService, StoredOrganization>
  readonly locationsOfService: Relation<StoredService, StoredLocation>
  readonly termsOfService: Relation<StoredService, StoredTerm>
  readonly parentOfOrganization: Relation<StoredOrganization, StoredOrganization>
  readonly parentsOfTerm: Relation<StoredTerm, StoredTerm>
  readonly childrenOfTerm: Relation<StoredTerm, StoredTerm>
  readonly taxonomyOfTerm: Relation<StoredTerm, StoredTaxonomy>
  /** The same records after their feeds were asked. */
  readonly current: CurrentRecords
  /** By service. */
  readonly clusters: RecordLoader<RecordRef, StoredCluster>
  readonly conflicts: RecordLoader<StoredCluster, readonly StoredConflict[]>
  /** By service. */
  readonly matches: RecordLoader<RecordRef, readonly StoredMatch[]>
  /** Of a match whose evidence is brief. */
  readonly evidence: RecordLoader<StoredMatch, readonly MatchEvidence[]>
  /** By service. */
  readonly qualities: RecordLoader<RecordRef, StoredQuality>
  /** By organization. */
  readonly organizationTwins: RecordLoader<RecordRef, readonly RecordRef[]>
}

/** What the loaders of a request stand on. */
export interface LoaderSource {
  readonly data: HeldData
  readonly passing: Passing
  readonly pace: Pace | undefined
  readonly details: DetailReader
  readonly freshness: FreshnessWish
  readonly allowance: { calls: number }
  /** Gains what could not be had. */
  readonly failures: DetailFailure[]
}

/** Fresh loaders for one request. */
export function createLoaders(source: LoaderSource): Loaders {
  const { data, passing } = source
  const servicesRead: StoredService[] = []
  const organizationsRead: StoredOrganization[] = []
  const services = createRecordLoader<RecordRef, StoredService>({
    keyText: refText,
    read: (refs) => data.reader.records.getServices(refs),
    onRead: (service) => void servicesRead.push(service),
  })
  const organizations = createRecordLoader<RecordRef, StoredOrganization>({
    keyText: refText,
    read: (refs) => data.reader.records.getOrganizations(refs),
    onRead: (organization) => void organizationsRead.push(organization),
  })
  const locations = createRecordLoader<RecordRef, StoredLocation>({
    keyText: refText,
    read: (refs) => data.reader.records.getLocations(refs),
  })
  const placements = createRecordLoader<RecordRef, StoredPlacement>({
    keyText: refText,
    read: (refs) => data.reader.areas.getPlacements(refs),
  })
  const locationAreas = createRecordLoader<RecordRef, readonly string[]>({
    keyText: refText,
    read: (refs) => data.reader.areas.getLocationAreas(refs),
  })
  const organizationOfService = createRelation(servicesRead, organizationRefs, organizations)
  const locationsOfService = createRelation(servicesRead, locationRefs, locations)
  const parentOfOrganization = createRelation(organizationsRead, parentRefs, organizations)
  const termLoaders = createTermLoaders(data)
  const termsOfService = createRelation(servicesRead, ({ termUris }) => termUris, termLoaders.terms)
  const current = createCurrentRecords({
    ...source,
    services,
    organizations,
    locations,
    serviceOfOrganization: createMentions(servicesRead, organizationRefs),
    serviceOfLocation: createMentions(servicesRead, locationRefs),
  })
  return {
    services,
    organizations,
    locations,
    placements,
    locationAreas,
    ...termLoaders,
    ...createClusterLoaders(data, passing),
    places: createPlaceLoader(data, services),
    organizationOfService,
    locationsOfService,
    termsOfService,
    parentOfOrganization,
    get current() {
      passing.note()
      return current
    },
  }
}

type ClusterLoaders = Pick<
  Loaders,
  'clusters' | 'conflicts' | 'matches' | 'evidence' | 'qualities' | 'organizationTwins'
>

/** Scores fade by the day, and so does which of several records' values show. */
function createClusterLoaders(data: HeldData, passing: Passing): ClusterLoaders {
  return {
    clusters: createRecordLoader({ keyText: refText, read: (refs) => data.reader.clusters.getClusters(refs) }),
    conflicts: createRecordLoader<StoredCluster, readonly StoredConflict[]>({
      passing,
      keyText: ({ key }) => key,
      read: (clusters) => data.reader.clusters.getConflicts(clusters.map(({ listings }) => listings)),
    }),
    matches: createRecordLoader({ keyText: refText, read: (refs) => data.reader.clusters.getMatches(refs) }),
    evidence: createRecordLoader<StoredMatch, readonly MatchEvidence[]>({
      keyText: ({ record, other }) => `${refText(record)} ${refText(other)}`,
      read: (matches) => data.reader.clusters.getEvidence(matches),
    }),
    qualities: createRecordLoader({
      passing,
      keyText: refText,
      read: (refs) => data.reader.clusters.getQualities(refs),
    }),
    organizationTwins: createRecordLoader({
      keyText: refText,
      read: (refs) => data.reader.clusters.getOrganizationTwins(refs),
    }),
  }
}

type TermLoaders = Pick<Loaders, 'terms' | 'taxonomies' | 'parentsOfTerm' | 'childrenOfTerm' | 'taxonomyOfTerm'>

function createTermLoaders(data: HeldData): TermLoaders {
  const termsRead: StoredTerm[] = []
  const terms = createRecordLoader<string, StoredTerm>({
    keyText: (uri) => uri,
    read: (uris) => data.reader.terms.getTerms(uris),
    onRead: (term) => void termsRead.push(term),
  })
  const taxonomies = createRecordLoader<string, StoredTaxonomy>({
    keyText: (key) => key,
    read: (keys) => data.reader.terms.getTaxonomies(keys),
  })
  const parentsOfTerm = createRelation(termsRead, ({ parentUris }) => parentUris, terms)
  const childrenOfTerm = createRelation(termsRead, ({ childUris }) => childUris, terms)
  const taxonomyOfTerm = createRelation(termsRead, ({ taxonomy }) => [taxonomy], taxonomies)
  return { terms, taxonomies, parentsOfTerm, childrenOfTerm, taxonomyOfTerm }
}

function createPlaceLoader(data: HeldData, services: RecordLoader<RecordRef, StoredService>): Loaders['places'] {
  return new DataLoader(
    async (refs) => {
      const owners = data.reader.records.findServiceAtLocations(refs)
      services.getMany(owners.filter((owner) => owner !== undefined))
      return refs.map((ref, index) => {
        const owner = owners[index]
        const service = owner && services.getMany([owner])[0]
        return service && findPlaceOfService(service, ref.originId)
      })
    },
    { cacheKeyFn: refText },
  )
}

/** Finds the last of the services read so far that mentions a record; undefined where none does. */
function createMentions(
  read: readonly StoredService[],
  refsOf: (service: StoredService) => readonly RecordRef[],
): (of: RecordRef) => RecordRef | undefined {
  const known = new Map<string, RecordRef>()
  let noted = 0
  return (of) => {
    for (const service of read.slice(noted))
      for (const ref of refsOf(service)) known.set(refText(ref), service.provenance)
    noted = read.length
    return known.get(refText(of))
  }
}

function organizationRefs({ provenance, service }: StoredService): readonly RecordRef[] {
  return service.organizationId === undefined ? [] : [{ feed: provenance.feed, originId: service.organizationId }]
}

function locationRefs({ provenance, service }: StoredService): readonly RecordRef[] {
  const { feed } = provenance
  return (service.serviceAtLocations ?? []).flatMap(({ locationId }) =>
    locationId === undefined ? [] : [{ feed, originId: locationId }],
  )
}

function parentRefs({ provenance, organization }: StoredOrganization): readonly RecordRef[] {
  const originId = organization.parentOrganizationId
  return originId === undefined ? [] : [{ feed: provenance.feed, originId }]
}
