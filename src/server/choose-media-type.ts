import type { MediaType } from './exchange.ts'

/** The media type to answer in: the newer one only where it is asked for by name. */
export function chooseMediaType(accept: string | undefined): MediaType {
  return accept?.toLowerCase().includes('application/graphql-response+json')
    ? 'application/graphql-response+json'
    : 'application/json'
}
