// republish: what the catalogue holds as one feed of the standard, a view of the operations of `documents.ts`. It must not
// know how operations are run, nor what a feed or a record is beyond the standard's words.
import { askFor, type FeedRequest } from './ask-for.ts'
import {
  FIND_SERVICE,
  ONE_TERM,
  PLACE_PAGE,
  SERVICE_IN_FULL,
  SERVICE_PAGE,
  TAXONOMIES,
  TERM_PAGE,
} from './documents.ts'
import { type JsonObject, objectOf, objectsOf, stated } from './json-object.ts'
import { createProblem } from './problem.ts'
import { cutPage, readPage } from './read-page.ts'
import { type ListQuestion, readServiceQuestion, readTermQuestion, refuseParameters } from './read-parameters.ts'
import { republishLocation } from './republish-location.ts'
import { republishFullService, republishListedService } from './republish-service.ts'
import { republishTaxonomy, republishTerm } from './republish-term.ts'
import { type FeedPublisher, readRoot } from './read-root.ts'
import { PROFILES, type Profile } from './profiles.ts'

/** The feed in all its forms. */
export interface StandardFeed {
  /** Exact, or ending in `/*` for all below. */
  readonly paths: readonly string[]
  /** What the path says, as JSON; a problem where nothing is there, or something of the request is wrong. */
  answer(request: FeedRequest): Promise<JsonObject>
}

/** The nine ways into the feed by GET, under `/oruk/v3` in the UK profile and under `/hsds/v3.1` as HSDS 3.1. */
export function createStandardFeed(publisher: () => FeedPublisher): StandardFeed {
  return {
    paths: PROFILES.flatMap(({ base }) => [base, `${base}/`, `${base}/*`]),
    async answer(request) {
      const profile = PROFILES.find(({ base }) => request.path === base || request.path.startsWith(`${base}/`))
      if (profile === undefined) throw createProblem(404, 'NOT_FOUND', 'Nothing is here.')
      return answerPath(request, profile, publisher())
    },
  }
}

/** A collection of the standard: its list, and one of its members by id. */
interface Collection {
  readonly list: (visit: FeedRequest, profile: Profile) => Promise<JsonObject>
  /** Undefined where there is none of that id. */
  readonly one: (visit: FeedRequest, id: string) => Promise<JsonObject | undefined>
}

const COLLECTIONS: ReadonlyMap<string, Collection> = new Map<string, Collection>([
  [
    'services',
    {
      list: ({ ask, search }, { hasMore }) => {
        const question = readServiceQuestion(search)
        return readPage(ask, SERVICE_PAGE, question, ofServices(question, hasMore), republishListedService)
      },
      one: readOneService,
    },
  ],
  [
    'service_at_locations',
    {
      list: ({ ask, search }, { hasMore }) => {
        const question = readServiceQuestion(search)
        return readPage(ask, PLACE_PAGE, question, ofServices(question, hasMore), republishListedPlace)
      },
      one: readOnePlace,
    },
  ],
  [
    'taxonomies',
    {
      list: async (visit) => cutPage(await readTaxonomies(visit), readTermQuestion(visit.search, true)),
      one: readOneTaxonomy,
    },
  ],
  [
    'taxonomy_terms',
    {
      list: ({ ask, search }) => readPage(ask, TERM_PAGE, readTermQuestion(search), {}, republishTerm),
      one: readOneTerm,
    },
  ],
])

async function answerPath(visit: FeedRequest, profile: Profile, publisher: FeedPublisher): Promise<JsonObject> {
  const [name = '', id, ...rest] = visit.path.slice(profile.base.length + 1).split('/')
  if (name === '' && id === undefined) return readRoot(visit, profile, publisher)
  const collection = COLLECTIONS.get(name)
  if (collection === undefined || rest.length > 0) {
    const paths = [...COLLECTIONS.keys()].join(', ')
    throw createProblem(404, 'NOT_FOUND', `Nothing is here: the feed has ${paths}, each with its members by id.`)
  }
  if (id === undefined || id === '') return collection.list(visit, profile)
  refuseParameters(visit.search)
  const found = await collection.one(visit, decode(id))
  if (found !== undefined) return found
  throw createProblem(404, 'NOT_FOUND', `Nothing in ${name} has this id: take one from its list.`)
}

function ofServices({ duplicates }: ListQuestion, more: boolean): JsonObject {
  return { duplicates, more }
}

function republishListedPlace(place: JsonObject): JsonObject {
  const service = republishListedService(objectOf(place['service']) ?? {})
  const location = objectOf(place['location'])
  const nested = location && republishLocation(location)
  return stated({
    id: place['uuid'],
    description: place['description'],
    service_id: service['id'],
    location_id: nested?.['id'],
    location: nested,
    service,
  })
}

async function readOneService({ ask }: FeedRequest, id: string): Promise<JsonObject | undefined> {
  const { node } = await askFor(ask, FIND_SERVICE, { id })
  const found = objectOf(node)
  return found?.['__typename'] === 'Service' ? readInFull(ask, found['uuid']) : undefined
}

async function readOnePlace({ ask }: FeedRequest, id: string): Promise<JsonObject | undefined> {
  const { node } = await askFor(ask, FIND_SERVICE, { id })
  const place = objectOf(node)
  const service = objectOf(place?.['service'])
  const found = service && (await readInFull(ask, service['uuid']))
  if (place === undefined || found === undefined) return undefined
  const { service_at_locations: places, ...full } = found
  const own = objectsOf(places).find((each) => each['id'] === place['uuid'])
  return own && { ...own, service: full }
}

async function readInFull(ask: FeedRequest['ask'], id: unknown): Promise<JsonObject | undefined> {
  const found: JsonObject[] = []
  // One after the other: a request has one turn at a time.
  for (const document of SERVICE_IN_FULL) {
    const service = objectOf((await askFor(ask, document, { id }))['service'])
    // It may go between two of them.
    if (service === undefined) return undefined
    found.push(service)
  }
  return republishFullService(joinParts(found))
}

/** What several operations found of one service: of its places what they found of each. */
function joinParts(found: readonly JsonObject[]): JsonObject {
  const places = Map.groupBy(
    found.flatMap((service) => objectsOf(service['serviceAtLocations'])),
    (place) => place['uuid'],
  )
  const joined: JsonObject = Object.assign({}, ...found)
  return { ...joined, serviceAtLocations: [...places.values()].map((parts): JsonObject => Object.assign({}, ...parts)) }
}

async function readTaxonomies({ ask }: FeedRequest): Promise<readonly JsonObject[]> {
  return objectsOf((await askFor(ask, TAXONOMIES, {}))['taxonomies']).map(republishTaxonomy)
}

/** With all its terms, as the UK profile has it. */
async function readOneTaxonomy(visit: FeedRequest, id: string): Promise<JsonObject | undefined> {
  const taxonomy = (await readTaxonomies(visit)).find((each) => each['id'] === id.toLowerCase())
  if (taxonomy === undefined) return undefined
  const question: ListQuestion = {
    page: 1,
    size: MOST_TERMS,
    duplicates: 'COLLAPSE',
    where: { scheme: taxonomy['id'] },
  }
  const terms = await readPage(visit.ask, TERM_PAGE, question, {}, republishTerm)
  return { ...taxonomy, taxonomy_terms: objectsOf(terms['contents']) }
}

const MOST_TERMS = 20_000

async function readOneTerm({ ask }: FeedRequest, id: string): Promise<JsonObject | undefined> {
  const { data, errors } = await ask({ query: ONE_TERM, variables: { id } })
  // That nobody knows it is an error in GraphQL; here it is that nothing is there.
  const term = objectOf(objectOf(data)?.['term'])
  if (term === undefined && errors.every(({ code }) => code === 'UNKNOWN_TERM')) return undefined
  return term && republishTerm(term)
}

function decode(id: string): string {
  try {
    return decodeURIComponent(id)
  } catch (error) {
    if (error instanceof URIError) throw createProblem(400, 'BAD_USER_INPUT', 'The id is not encoded as an address is.')
    throw error
  }
}
