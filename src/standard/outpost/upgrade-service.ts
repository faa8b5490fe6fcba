import { fieldNames } from '../field-names.ts'
import { toBoolean } from '../fields/boolean.ts'
import { listOf, statedAs, without } from '../raw-object.ts'
import type { RawObject } from '../reading-context.ts'
import { moved } from '../v1/moved.ts'
import { renamed } from '../v1/renamed.ts'
import { termsAsAttributes } from '../v1/upgrade-attributes.ts'
import { upgradeService } from '../v1/upgrade-service.ts'
import { upgradeOutpostLocation } from './upgrade-location.ts'

// Lists of terms besides `taxonomies`, which is the directory's own tree.
const TERM_LISTS = ['suitabilities', 'send_needs'] as const
const SAID_ELSEWHERE = fieldNames('organisation locations taxonomies links suitabilities send_needs')

/** A service of Outpost in the 3.x shape: its words turned into those of 1.0, and these upgraded as ever. */
export function upgradeFromOutpost(raw: RawObject): RawObject {
  const stated = without(renamed(raw, { min_age: 'minimum_age', max_age: 'maximum_age' }), SAID_ELSEWHERE)
  const upgraded = upgradeService({ ...stated, organization: raw['organization'] ?? moved(raw, 'organisation')[0] })
  return {
    ...upgraded,
    additional_urls: moved(raw, 'links'),
    cost_options: costsOf(raw),
    service_at_locations: placesOf(raw),
    attributes: [
      ...listOf(upgraded['attributes']),
      ...termsAsAttributes(raw, 'taxonomies', 'taxonomies'),
      ...TERM_LISTS.flatMap((name) => termsAsAttributes(named(raw, name), name, name)),
    ],
  }
}

// `cost_type` ("per hour") is what HSDS says in the description of the amount; `free: true` is a cost of nothing.
function costsOf(raw: RawObject): readonly unknown[] {
  const costs = moved(raw, 'cost_options', (cost) => renamed(cost, { cost_type: 'amount_description' }))
  return costs.length === 0 && toBoolean(raw['free']) === true
    ? [{ option: 'Free', amount: 0, [statedAs]: 'free' }]
    : costs
}

// Outpost's places have no object between them and the service.
function placesOf(raw: RawObject): readonly unknown[] {
  return moved(raw, 'locations', (location) => ({ location: upgradeOutpostLocation(location) }))
}

function named(raw: RawObject, name: string): RawObject {
  return { [name]: moved(raw, name, (term) => ({ ...term, vocabulary: term['vocabulary'] ?? name })) }
}
