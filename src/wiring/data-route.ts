// Puts the files of the current release behind the server's front, whole or in ranges (RFC 9110 §14).
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { mediaTypeOf } from '../bulk/describe-release.ts'
import { createReleaseFinder, PACKAGE, type Release } from '../bulk/find-release.ts'
import { isNamed } from '../server/answer-caching.ts'
import type { Answer, StreamedAnswer } from '../server/exchange.ts'
import { createExportSlots, type ExportSlots } from '../server/exports/export-slots.ts'
import { createRefusal } from '../server/refusals.ts'
import type { Route, Visit } from '../server/routes.ts'

const BASE = '/data/'
/** What is read ahead of each client: few bytes, for many may read slowly at once. */
const PIECE_BYTES = 64 * 1024
/** Files under way at once, for one address and for all together: readers of Parquet ask for several ranges at a time. */
const MOST_OF_ADDRESS = 16
const MOST = 128
/** Files that describe a release, and so are not described in it. */
const BESIDE: ReadonlySet<string> = new Set([PACKAGE, 'dcat.jsonld'])

/** The ways to the current release below `folder`: `/data/` its description, and below it its files. */
export function createDataRoutes(folder: string): readonly Route[] {
  const common = { isOpenToAll: true, isOfCatalogue: false }
  const files = { find: createReleaseFinder(folder), slots: createExportSlots(MOST_OF_ADDRESS, MOST) }
  return [
    { path: '/data', ...common, answer: () => ({ status: 302, headers: { location: 'data/' }, body: '' }) },
    { path: BASE, ...common, answer: (visit) => answerFile(files, PACKAGE, visit) },
    { path: `${BASE}*`, ...common, answer: (visit) => answerFile(files, visit.path.slice(BASE.length), visit) },
  ]
}

interface Files {
  readonly find: () => Promise<Release | undefined>
  readonly slots: ExportSlots
}

async function answerFile(
  { find, slots }: Files,
  path: string,
  { request, response, address }: Visit,
): Promise<Answer | StreamedAnswer> {
  const release = await find()
  if (release === undefined)
    throw createRefusal('NOT_FOUND', {
      message: 'No files were made here yet: the operator makes them with `oruk-gateway bulk`.',
    })
  // Only a name that the release itself lists is looked for: no path leads out of its folder.
  if (!release.hashes.has(path) && !BESIDE.has(path))
    throw createRefusal('NOT_FOUND', { message: 'The release has no such file: /data/ lists what it has.' })
  const { headers, method } = request
  const tag = tagOf(release, path)
  const described = {
    'content-type': mediaTypeOf(path),
    etag: tag,
    'last-modified': new Date(release.createdAt).toUTCString(),
    'cache-control': 'public, max-age=300, stale-if-error=86400',
    'accept-ranges': 'bytes',
  }
  if (isNamed(tag, headers['if-none-match'])) return { status: 304, headers: described, body: '' }
  const file = join(release.folder, path)
  const size = await sizeOf(file)
  const ifRange = headers['if-range']
  // Of HEAD no range is asked for, whatever it sends (RFC 9110 §14.2).
  const isRanged = method === 'GET' && (ifRange === undefined || ifRange === tag)
  const range = isRanged ? readRange(headers.range, size) : undefined
  if (range === 'NONE')
    return { status: 416, headers: { 'content-range': `bytes */${size}`, 'accept-ranges': 'bytes' }, body: '' }
  const [from, to] = range ?? [0, size - 1]
  if (method === 'GET') await takeSlot(slots, address, response)
  return {
    status: range === undefined ? 200 : 206,
    headers: {
      ...described,
      'content-length': String(to - from + 1),
      ...(range !== undefined && { 'content-range': `bytes ${from}-${to}/${size}` }),
    },
    send: (reader, response) => sendBytes(file, from, to, reader, response),
  }
}

/** Until the response is closed, however it ends. */
async function takeSlot(slots: ExportSlots, address: string, response: Visit['response']): Promise<void> {
  if (!(await slots.take(address))) throw createRefusal('TOO_MANY_EXPORTS', { headers: { 'retry-after': '1' } })
  const giveBack = (): void => slots.giveBack(address)
  if (response.closed) giveBack()
  else response.once('close', giveBack)
}

function tagOf({ name, hashes }: Release, path: string): string {
  return `"${hashes.get(path)?.slice(0, 32) ?? `${name}-${path}`}"`
}

async function sizeOf(file: string): Promise<number> {
  const handle = await open(file)
  try {
    return (await handle.stat()).size
  } finally {
    await handle.close()
  }
}

/** First and last byte asked for; undefined for all of it, also where several ranges are asked; NONE where none of it can be meant. */
function readRange(header: string | undefined, size: number): readonly [number, number] | 'NONE' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (first === '' && last === '') return undefined
  if (first === '') return Number(last) === 0 || size === 0 ? 'NONE' : [Math.max(0, size - Number(last)), size - 1]
  const from = Number(first)
  const to = last === '' ? size - 1 : Math.min(Number(last), size - 1)
  return from >= size || to < from ? 'NONE' : [from, to]
}

async function sendBytes(
  file: string,
  from: number,
  to: number,
  reader: Parameters<StreamedAnswer['send']>[0],
  response: Parameters<StreamedAnswer['send']>[1],
): Promise<string> {
  const handle = await open(file)
  try {
    for (let at = from; at <= to && !response.destroyed;) {
      const wanted = Math.min(PIECE_BYTES, to - at + 1)
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(wanted), 0, wanted, at)
      // A file that ends early must not look whole.
      if (bytesRead === 0) {
        response.destroy()
        break
      }
      await reader.write(buffer.subarray(0, bytesRead))
      at += bytesRead
    }
  } finally {
    await handle.close()
  }
  return ''
}
