import type { StoredTaxonomy, StoredTerm } from '../catalogue/catalogue-reader.ts'
import type { StoredLocation, StoredOrganization, StoredService } from '../model/stored-records.ts'
import type { Attribute, Metadata } from '../model/attribute.ts'
import type { Area } from '../geography/area.ts'
import type { FeedIdentity } from '../model/feed.ts'
import { builder } from './builder.ts'
import type { Connection } from './connection/connection.ts'
import type { PlaceOfService } from './location/place-of-service.ts'
import type { ServiceConnection } from './service/service-connection-data.ts'

// Types that refer to each other: named here, described in the file of their object.

export const FeedRef = builder.objectRef<FeedIdentity>('Feed')
export const ServiceRef = builder.objectRef<StoredService>('Service')
export const OrganizationRef = builder.objectRef<StoredOrganization>('Organization')
export const LocationRef = builder.objectRef<StoredLocation>('Location')
export const ServiceAtLocationRef = builder.objectRef<PlaceOfService>('ServiceAtLocation')
export const TaxonomyRef = builder.objectRef<StoredTaxonomy>('Taxonomy')
export const TaxonomyTermRef = builder.objectRef<StoredTerm>('TaxonomyTerm')
export const AreaRef = builder.objectRef<Area>('Area')
export const AttributeRef = builder.objectRef<Attribute>('Attribute')
export const MetadataRef = builder.objectRef<Metadata>('Metadata')
export const ServiceConnectionRef = builder.objectRef<ServiceConnection>('ServiceConnection')
export const TaxonomyTermConnectionRef = builder.objectRef<Connection<StoredTerm>>('TaxonomyTermConnection')
