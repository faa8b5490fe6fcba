import type { RecordRef } from '../../model/record.ts'
import type { RequestContext } from '../context.ts'
import type { CurrentLoader } from './current-records.ts'
import type { GlobalIdTarget } from './global-id.ts'
import type { NodeValue } from './node.ts'
import { orGone } from './raise-gone.ts'
import { findPlaceOfService, type PlaceOfService } from '../location/place-of-service.ts'
import type { RecordLoader } from './record-loader.ts'

type Loaded<T> = T | undefined | Promise<T | undefined>

/** What an id stands for, as fresh as the request wishes; undefined where there never was such, and GONE raised where there was. */
export function loadNode(target: GlobalIdTarget | undefined, context: RequestContext): Loaded<NodeValue> {
  return target && orGone(loadTarget(target, context), target, context)
}

function loadTarget(target: GlobalIdTarget, context: RequestContext): Loaded<NodeValue> {
  const { loaders } = context
  const { current } = loaders
  switch (target.type) {
    case 'Service':
      return loadRecord(target.ref, loaders.services, current.services, context)
    case 'Organization':
      return loadRecord(target.ref, loaders.organizations, current.organizations, context)
    case 'Location':
      return loadRecord(target.ref, loaders.locations, current.locations, context)
    case 'ServiceAtLocation':
      return loadPlace(target.ref, context)
    case 'Feed':
      return context.reader.feeds.feedSlugs().includes(target.key) ? context.feedOf(target.key) : undefined
    case 'Taxonomy':
      return loaders.taxonomies.load(target.key)
    case 'TaxonomyTerm':
      return loaders.terms.load(target.key)
    case 'ServiceCluster':
      return context.reader.clusters.findCluster(target.key)
    case 'Area':
      return context.reader.areas.gazetteer().find(target.key)
  }
}

/** A record by itself: as held, or brought up to date first where the request says how fresh it must be. */
export function loadRecord<T>(
  ref: RecordRef,
  held: RecordLoader<RecordRef, T>,
  current: CurrentLoader<T>,
  { freshness }: RequestContext,
): Loaded<T> {
  return freshness.maxAgeMs === undefined ? held.load(ref) : bringUpToDate(ref, held, current)
}

async function bringUpToDate<T>(
  ref: RecordRef,
  held: RecordLoader<RecordRef, T>,
  current: CurrentLoader<T>,
): Promise<T | undefined> {
  // No feed is asked for what the catalogue has never heard of.
  const known = await held.load(ref)
  return known === undefined ? undefined : current.load(ref)
}

async function loadPlace(ref: RecordRef, context: RequestContext): Promise<PlaceOfService | undefined> {
  const place = await context.loaders.places.load(ref)
  if (place === undefined || context.freshness.maxAgeMs === undefined) return place
  const service = await context.loaders.current.services.load(place.owner.provenance)
  return service && findPlaceOfService(service, ref.originId)
}
