import type { GraphQLSchema } from 'graphql'
import type { CatalogueReader } from '../../src/catalogue/catalogue-reader.ts'
import { createParsedBodies } from '../../src/catalogue/records/parsed-bodies.ts'
import { createReader } from '../../src/catalogue/create-reader.ts'
import { openStore } from '../../src/catalogue/open-store.ts'
import { withoutKeeper } from '../../src/catalogue/without-keeper.ts'
import { parseFeedsConfig } from '../../src/config/parse-feeds-config.ts'
import { noPostcodes } from '../../src/geography/postcode-directory.ts'
import { createRequestContext, type RequestContext, type RequestTerms } from '../../src/graphql/context.ts'
import { createSchema } from '../../src/graphql/schema.ts'
import type { ReaderStore } from '../../src/store/reader-store.ts'
import { builtInRegistry } from '../../src/taxonomy/scheme-registry.ts'
import type { CatalogueSize } from './invent-catalogue.ts'
import { AREAS_VERSION, areaCode, inventGazetteer } from './invented-areas.ts'

/** The serving side over a file of invented services. */
export interface InventedGateway {
  readonly schema: GraphQLSchema
  readonly reader: CatalogueReader
  createContext(request: RequestTerms): RequestContext
  close(): void
}

/** Opens it; `watch` may stand between the readers and the file. */
export function openInvented(
  file: string,
  { areas }: Pick<CatalogueSize, 'areas'>,
  watch: (store: ReaderStore) => ReaderStore = (store) => store,
): InventedGateway {
  const store = watch(openStore(file))
  const gazetteer = inventGazetteer(areas)
  const config = parseFeedsConfig(
    'invented',
    JSON.stringify({
      feeds: Array.from({ length: areas }, (_, at) => ({
        slug: `feed-${at + 1}`,
        name: `Feed ${at + 1}`,
        publisher: `Council ${at + 1}`,
        url: `https://feed-${at + 1}.example`,
        areas: [areaCode(at)],
      })),
    }),
  )
  const geography = {
    gazetteer,
    postcodes: noPostcodes,
    smallAreas: [],
    smallAreasIn: () => [],
    version: AREAS_VERSION,
    placing: AREAS_VERSION,
    close() {},
  }
  const keeper = withoutKeeper(store, Date.now)
  const reader = createReader(store, {
    feeds: () => config.feeds,
    sourceUrl: () => undefined,
    nowMs: Date.now,
    synonyms: () => [],
    mark: () => '',
    keeper,
    filterParameters: () => [],
    lastWorklist: () => undefined,
    accepted: () => [],
    registry: () => builtInRegistry,
    geography: () => geography,
    bodies: createParsedBodies(),
    judges: { findConflicts: () => [], restateEvidence: (evidence) => evidence },
  })
  return {
    schema: createSchema(),
    reader,
    createContext: (request) =>
      createRequestContext(
        {
          reader,
          details: keeper.details,
          feeds: () => config.feeds,
          feedHealth: () => ({ circuit: 'CLOSED', consecutiveFailures: 0, requestsLastDay: 0 }),
          now: Date.now,
          showAssurers: false,
          withholdPersonal: (value) => value,
        },
        request,
      ),
    close: () => store.close(),
  }
}
