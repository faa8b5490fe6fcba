import { askFor, type FeedRequest } from './ask-for.ts'
import { SOURCES } from './documents.ts'
import { type JsonObject, objectsOf, stated, textOf } from './json-object.ts'
import { refuseParameters } from './read-parameters.ts'
import type { Profile } from './profiles.ts'

/** Who publishes the whole, as the root document names it (HSDS 3.2). */
export interface FeedPublisher {
  readonly name: string
  readonly website?: string
  readonly email?: string
}

/** The document at the root: the standard and its profile, who publishes the whole, and whose feeds it is made of. */
export async function readRoot(
  { ask, search }: FeedRequest,
  { version, profile, openapiUrl }: Profile,
  publisher: FeedPublisher,
): Promise<JsonObject> {
  refuseParameters(search)
  const feeds = objectsOf((await askFor(ask, SOURCES, {}))['feeds'])
  const publishers = new Set(feeds.flatMap((feed) => textOf(feed['publisher']) ?? []))
  return {
    version,
    profile,
    openapi_url: openapiUrl,
    description: `Services of ${publishers.size} publishers as one feed, each record once for each real service unless \`duplicates=keep\` is asked: ${[...publishers].join(', ')}. Each service's attributes name its source, licence and original id.`,
    publisher: stated({ ...publisher }),
    x_sources: feeds.map((feed) => stated(feed)),
  }
}
