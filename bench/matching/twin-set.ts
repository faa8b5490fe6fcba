import type { Service } from '../../src/model/service.ts'
import { createMatchRecord } from '../../src/merge/create-match-record.ts'
import { pairKeyOf } from '../../src/merge/match-record.ts'
import type { MatchFeed, MatchRecord } from '../../src/merge/match-record.ts'
import type { LabelledSet } from './chicago-set.ts'
import { inventServices } from './invent-services.ts'
import { mangleService } from './mangle-service.ts'
import { createRandom } from '../../test/create-random.ts'

const FIRST: MatchFeed = { slug: 'first', areaNames: ['First'], ownHosts: [] }
const SECOND: MatchFeed = { slug: 'second', areaNames: ['Second'], ownHosts: [] }

/**
 * Invented services of a first feed; a second lists half of them in its own hand, and for one in ten a branch: the same
 * provider and offering in another town, which must not match. Providers run several services under one roof throughout.
 */
export function createTwinSet(count: number, seed = 7): LabelledSet {
  const random = createRandom(seed)
  const records: MatchRecord[] = []
  const truth = new Set<string>()
  const invented = inventServices(count, seed)
  for (const { service, town } of invented) {
    const original = createMatchRecord(FIRST, service)
    records.push(original)
    const chance = random()
    if (chance < 0.5) {
      const twin = createMatchRecord(SECOND, mangleService(service, `t${service.id}`, random))
      records.push(twin)
      truth.add(pairKeyOf(original.key, twin.key))
    } else if (chance < 0.6) {
      const elsewhere = invented[Math.floor(random() * invented.length)]
      if (elsewhere !== undefined && elsewhere.town !== town) {
        records.push(createMatchRecord(SECOND, openBranch(service, elsewhere.service, random)))
      }
    }
  }
  return { name: `Generated twins of ${count}`, records, truth }
}

function openBranch(service: Service, elsewhere: Service, random: () => number): Service {
  const { id, name, organization, url } = mangleService(service, `b${service.id}`, random)
  const places = elsewhere.serviceAtLocations
  return {
    ...{ id, name },
    ...(url === undefined ? {} : { url }),
    ...(organization === undefined ? {} : { organization }),
    ...(places === undefined ? {} : { serviceAtLocations: places }),
  }
}
