import { type CountedFacts, countedFactsOf } from '../../coverage/counted-facts.ts'
import { uidOf } from '../../model/record-uid.ts'
import type { StoredService } from '../../model/stored-records.ts'
import type { RequestContext } from '../context.ts'
import type { ListedHit } from './service-connection-data.ts'

/** The records that a hit stands for, the preferred first: those of its cluster that pass, or the record alone. */
export async function listingsOfHit(
  node: StoredService,
  { meant }: ListedHit,
  { reader, loaders }: RequestContext,
): Promise<readonly StoredService[]> {
  if (meant.duplicates === 'KEEP') return [node]
  const listings = reader.figures.listings(meant, uidOf(node.provenance))
  const loaded = await Promise.all(listings.map(async ({ ref }) => loaders.services.load(ref)))
  return loaded.filter((service) => service !== undefined)
}

/** As what a hit counts in figures. */
export function countedFactsOfHit(
  node: StoredService,
  { meant }: ListedHit,
  { reader, now }: RequestContext,
): CountedFacts {
  const own = uidOf(node.provenance)
  const listings = reader.figures.listings(meant, own)
  const records = meant.duplicates === 'KEEP' ? listings.filter(({ ref }) => uidOf(ref) === own) : listings
  return countedFactsOf({ records }, new Date(now()).toISOString().slice(0, 10))
}
