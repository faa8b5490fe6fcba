import type { IncomingMessage, ServerResponse } from 'node:http'
import { GraphQLError } from 'graphql'

import { chooseCoding } from '../accept.ts'
import { createPackingReader, PACKED_BYTES_PER_MS, type PackingReader } from '../packing.ts'
import { createPace, type RequestPace } from '../pace.ts'
import type { RateLimiter } from '../rate-limiter.ts'
import type { ReaderClock } from '../reader-clock.ts'
import { createRefusal } from '../refusals.ts'
import { answerOfState, POLICIES } from '../answer-caching.ts'
import type { AnswerState } from '../answer-state.ts'
import type { Answer, StreamedAnswer } from '../exchange.ts'
import type { RequestNotes } from '../request-notes.ts'
import type { Turns } from '../turns.ts'
import { beginExport } from './begin-export.ts'
import type { ExportSlots } from './export-slots.ts'
import type { ExportSource } from './export-source.ts'
import { type ExportFile, EXPORTS } from './exports.ts'

/** What answering an export takes. */
export interface ExportParts extends ExportSource {
  readonly slots: ExportSlots
  readonly rateLimiter: RateLimiter
  readonly turns: Turns
  readonly stateOf: AnswerState
  /** How long one part may take to be made. */
  readonly stallMs: number
}

/** The path under which an export is had, and what its bytes are. */
export interface ExportAddress extends Pick<ExportFile, 'mediaType'> {
  readonly path: string
}

/** The address of each export. */
export const EXPORT_ADDRESSES: readonly ExportAddress[] = [...EXPORTS].map(([name, { mediaType }]) => ({
  path: `/export/${name}`,
  mediaType,
}))

/** Begins an export for `address`, or says that it has not changed; throws refusals, and GraphQL errors with their status, before anything is sent. */
export async function answerExport(
  request: IncomingMessage,
  response: ServerResponse,
  address: string,
  notes: RequestNotes,
  parts: ExportParts,
): Promise<Answer | StreamedAnswer> {
  const [path, search] = splitUrl(request.url ?? '')
  const name = path.slice(path.lastIndexOf('/') + 1)
  const file = EXPORTS.get(name)
  if (file === undefined) throw createRefusal('NOT_FOUND')
  // Whatever is accepted: the address names the form, and readers of maps and sheets accept others than they take (RFC 9110 §12.5.1).
  // Its pages may be of newer data: then this state is gone for good, and its tag with it.
  // A file that may end in the line of an error is whole by HTTP all the same: nobody may keep it, nor have it by a tag.
  const state = file.describeError === undefined ? parts.stateOf(`export ${name}?${search}`) : undefined
  const held = answerOfState(state, request.headers['if-none-match'], 'GET')
  if (held !== undefined) return held
  if (!(await parts.slots.take(address))) throw createRefusal('TOO_MANY_EXPORTS', { headers: { 'retry-after': '10' } })
  const aborter = new AbortController()
  function end(): void {
    aborter.abort()
    parts.slots.giveBack(address)
  }
  if (response.closed) end()
  else response.once('close', end)
  const stated = new Map(new URLSearchParams(search))
  // Long by nature: an export is no operation to be stopped for its length, but goes as slowly as its address may.
  const { turns, rateLimiter } = parts
  const { signal } = aborter
  const pace = createPace({ address, turns, rateLimiter, signal, mostMs: Number.POSITIVE_INFINITY })
  const clock = createStallClock(aborter, parts.stallMs)
  const chunks = await clock.watch(beginExport(file, parts, { stated, signal, pace }))
  const coding = chooseCoding(request.headers['accept-encoding'])
  const sending = { clock, signal, pace, file, notes, parts }
  const payFor = (characters: number): void => rateLimiter.spend(address, characters / PACKED_BYTES_PER_MS)
  return {
    status: 200,
    headers: {
      ...describeFile(name, file, stated),
      // Such a file that breaks off is not whole by HTTP either, so that nobody keeps it.
      ...(state !== undefined && { etag: `W/"${state}"`, 'cache-control': POLICIES.GET }),
      ...(coding !== undefined && { 'content-encoding': coding }),
    },
    send: (reader, stream) =>
      coding === undefined
        ? send(chunks, reader, stream, sending)
        : sendPacked(chunks, createPackingReader(reader, coding, payFor), stream, sending),
  }
}

function splitUrl(url: string): [path: string, search: string] {
  const at = url.indexOf('?')
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)]
}

function describeFile(name: string, file: ExportFile, stated: ReadonlyMap<string, string>): Record<string, string> {
  const filter = stated.get('filter')
  const sources = `/export/sources.csv${filter === undefined ? '' : `?filter=${encodeURIComponent(filter)}`}`
  return {
    'content-type': file.mediaType,
    'content-disposition': `attachment; filename="${name}"`,
    ...(!file.hasSources && { link: `<${sources}>; rel="describedby"; type="text/csv"` }),
  }
}

const FAULT_CODE = 'INTERNAL_SERVER_ERROR'
const FAULT = 'Something went wrong in the gateway; it has been noted.'

interface Sending {
  readonly clock: StallClock
  readonly signal: AbortSignal
  readonly pace: RequestPace
  readonly file: ExportFile
  readonly notes: RequestNotes
  readonly parts: ExportParts
}

/** The same packed, its last part too. */
async function sendPacked(
  chunks: AsyncGenerator<string>,
  reader: PackingReader,
  response: ServerResponse,
  sending: Sending,
): Promise<string> {
  const last = await send(chunks, reader, response, sending)
  if (response.destroyed) reader.abandon()
  else await reader.end(last)
  return ''
}

async function send(
  chunks: AsyncGenerator<string>,
  reader: ReaderClock,
  response: ServerResponse,
  sending: Sending,
): Promise<string> {
  const { clock, signal, pace, file, notes, parts } = sending
  try {
    for (let next = await clock.watch(chunks.next()); next.done !== true; next = await clock.watch(chunks.next())) {
      await pace.wait(reader.write(next.value))
    }
  } catch (error) {
    if (error instanceof GraphQLError) notes.code = String(error.extensions['code'])
    if (response.destroyed) return ''
    const stated = error instanceof GraphQLError ? error : new GraphQLError(FAULT, { extensions: { code: FAULT_CODE } })
    notes.code = String(stated.extensions['code'])
    if (stated !== error) parts.log.error({ err: error }, 'An export broke off.')
    // A file that looks whole but is not would be believed.
    if (file.describeError !== undefined && !signal.aborted) return file.describeError(stated)
    response.destroy()
  } finally {
    pace.pay()
    // Not waited for: it ends only after the step that may have stalled.
    void chunks.return(undefined)
  }
  return ''
}

interface StallClock {
  /** The promise's value; a refusal where the clock runs out first, and then everything of this export is aborted. */
  watch<T>(step: Promise<T>): Promise<T>
}

function createStallClock(aborter: AbortController, stallMs: number): StallClock {
  return {
    async watch(step) {
      const timedOut = Promise.withResolvers<never>()
      const timer = setTimeout(() => {
        timedOut.reject(createRefusal('GATEWAY_TIMEOUT'))
        aborter.abort()
      }, stallMs)
      try {
        return await Promise.race([step, timedOut.promise])
      } finally {
        clearTimeout(timer)
      }
    },
  }
}
