import type { IncomingMessage, ServerResponse } from 'node:http'

import { present } from '../model/present.ts'
import { answerQuestion, type Asker, type OperationParts } from './answer-question.ts'
import { chooseMediaType } from './choose-media-type.ts'
import type { DocumentStore } from './document-store.ts'
import type { Answer } from './exchange.ts'
import type { KeyGate } from './key-gate.ts'
import { noteKey } from './request-notes.ts'
import { readBody } from './read-body.ts'
import { assertJsonContentType, readGetParams, readPostParams } from './read-params.ts'

/** What the endpoint takes. */
export interface EndpointParts extends OperationParts {
  readonly keys: KeyGate
  readonly documents: DocumentStore
}

/** Answers GET and POST on the endpoint; throws refusals. */
export async function answerOperation(
  request: IncomingMessage,
  asker: Asker & { readonly response: ServerResponse },
  parts: EndpointParts,
): Promise<Answer> {
  const method = request.method === 'GET' ? 'GET' : 'POST'
  if (method === 'POST') assertJsonContentType(request.headers['content-type'])
  const text = method === 'GET' ? readSearch(request) : await readBody(request, asker.response, parts.limits)
  const readParams = () => (method === 'GET' ? readGetParams(text, parts) : readPostParams(text, parts))
  const cacheControl = request.headers['cache-control']
  const mediaType = chooseMediaType(request.headers.accept)
  const admitCost = (cost: number): void => noteKey(asker.notes, parts.keys.admitOperation(request.headers, cost))
  // Where dear ones need a key, only what it costs says whether this one does.
  const ifNoneMatch = parts.keys.isOpen() ? request.headers['if-none-match'] : undefined
  const question = {
    method,
    mediaType,
    text,
    readParams,
    admitCost,
    ...present({ cacheControl, ifNoneMatch }),
  } as const
  return answerQuestion(question, asker, parts)
}

function readSearch(request: IncomingMessage): string {
  const url = request.url ?? ''
  const start = url.indexOf('?')
  return start < 0 ? '' : url.slice(start + 1)
}
