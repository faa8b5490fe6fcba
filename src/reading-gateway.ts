// A gateway that only reads: the same schema over the same file, beside one that runs and writes it. See gateway.ts.
import { join } from 'node:path'
import type { GraphQLSchema } from 'graphql'
import { openReading } from './catalogue/open-reading.ts'
import type { FeedsConfig } from './config/feeds-config.ts'
import { type GatewayPowers, takeTaxonomies } from './gateway.ts'
import { createRequestContext, type RequestContext } from './graphql/context.ts'
import { createSchema } from './graphql/schema.ts'
import { withholdPersonal } from './standard/personal-fields.ts'

/** The schema over what a data folder holds, and what an operation needs. */
export interface ReadingGateway {
  readonly schema: GraphQLSchema
  createContext(request: { readonly signal?: AbortSignal }): RequestContext
  close(): void
}

/** Opens the catalogue for reading alone: no feed is asked and nothing is written. CatalogueFileError where there is none. */
export function openReadingGateway(
  config: FeedsConfig,
  powers: Pick<GatewayPowers, 'dataDir' | 'log' | 'now' | 'monotonicNow'>,
): ReadingGateway {
  const { dataDir, log, now = Date.now, monotonicNow = () => performance.now() } = powers
  const feeds = config.feeds.filter(({ enabled }) => enabled)
  const taxonomies = takeTaxonomies(config, { dataDir, log })
  const file = join(dataDir, 'catalogue.sqlite')
  const { reader, close } = openReading({ file, feeds, taxonomies, now, monotonicNow })
  return {
    schema: createSchema(),
    createContext: () =>
      createRequestContext({
        reader,
        // Details lacking stay lacking: the rows say which records are held as list items.
        details: { readThrough: async () => [] },
        feeds: () => feeds,
        feedHealth: () => ({ circuit: 'CLOSED', consecutiveFailures: 0, requestsLastDay: 0 }),
        now,
        showAssurers: config.showAssurers,
        withholdPersonal,
      }),
    close,
  }
}
