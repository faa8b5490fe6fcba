import { preferType } from './accept.ts'
import type { MediaType } from './exchange.ts'
import { createRefusal } from './refusals.ts'

const NEWER = 'application/graphql-response+json'
const OLDER = 'application/json'

/** The media type to answer in: the newer one only where it is asked for by name. Throws a refusal where neither is accepted. */
export function chooseMediaType(accept: string | undefined): MediaType {
  const chosen = prefer(accept)
  if (chosen === undefined)
    throw createRefusal('NOT_ACCEPTABLE', {
      message: `The endpoint answers in ${OLDER} or ${NEWER}: accept one of them.`,
    })
  return chosen
}

/** The same for an answer that has to be given whatever is accepted. */
export function chooseErrorType(accept: string | undefined): MediaType {
  return prefer(accept) ?? OLDER
}

function prefer(accept: string | undefined): MediaType | undefined {
  const isNamed = accept?.toLowerCase().includes(NEWER) === true
  return preferType<MediaType>(accept, isNamed ? [NEWER, OLDER] : [OLDER, NEWER])
}

/** Throws a refusal where the one media type to be had is not accepted. */
export function assertAccepted(accept: string | undefined, mediaType: string): void {
  const [bare = ''] = mediaType.split(';', 1)
  if (preferType(accept, [bare]) === undefined)
    throw createRefusal('NOT_ACCEPTABLE', { message: `This is to be had as ${bare} alone: accept it.` })
}
