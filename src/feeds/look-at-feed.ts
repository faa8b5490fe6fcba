import type { FeedReader, Observation } from './feed-reader.ts'
import type { Service } from '../model/service.ts'
import type { ObservedAnswer, ObservedPage, VerificationObservations } from '../model/feed-observations.ts'
import { findDialect } from '../standard/dialects.ts'
import { toBoolean } from '../standard/fields/boolean.ts'
import { toNumber } from '../standard/fields/number.ts'
import { parseBody, type ParsedJson } from '../standard/parse-json.ts'
import { isRawObject } from '../standard/raw-object.ts'
import { readParsedDetail } from '../standard/read-detail.ts'
import { readParsedPage } from '../standard/read-page.ts'
import { readRoot } from '../standard/read-root.ts'
import { readService } from '../standard/read-service.ts'
import { type PageReading, type RawService, type ReadingContext, UnreadableBody } from '../standard/reading-context.ts'
import { present } from '../model/present.ts'

/** What looking at a feed needs. */
export interface LookParts {
  readonly reader: Pick<FeedReader, 'observe'>
  readonly baseUrl: string
  readonly context: ReadingContext
  /** Between 0 and 1. */
  random(): number
  readonly signal?: AbortSignal
}

/** What was seen of a feed, and a few of its services as read. */
export interface FeedLook {
  readonly seen: VerificationObservations
  /** Undefined where no page could be read. */
  readonly dialect?: string
  /** Ten at most. */
  readonly services: readonly Service[]
  /** Items of the list, as the first page states. */
  readonly unfiltered?: number
}

/** Small pages are gentle and show paging even in a short list. */
const PAGE_SIZE = 20
const SAMPLED = 10
const OPTIONAL_3 = ['taxonomies', 'taxonomy_terms', 'service_at_locations']
const OPTIONAL_1 = ['taxonomies']

/** Looks at a feed as its verification asks: its root, three pages, ten details and the optional lists, one after the other. */
export async function lookAtFeed(parts: LookParts): Promise<FeedLook> {
  const root = await observe(parts, { kind: 'root' })
  const first = await lookAtPage(parts, 1)
  const total = first.reading?.paging.totalPages ?? 1
  const others = [...new Set([Math.ceil(total / 2), total])].filter((page) => page > 1)
  const pages = [first]
  for (const page of others) pages.push(await lookAtPage(parts, page))

  const dialect = parts.context.dialect ?? pages.find(({ reading }) => reading !== undefined)?.reading?.dialect
  const details = await lookAtDetails(
    parts,
    pages.flatMap(({ reading }) => reading?.items ?? []),
    dialect,
  )
  const standard = standardOf(root.body, dialect)
  const optionalEndpoints = []
  for (const list of standard === 'ORUK_1' ? OPTIONAL_1 : OPTIONAL_3)
    optionalEndpoints.push({ path: `/${list}`, ...(await observe(parts, { kind: 'beside', list })) })
  const unfiltered = first.reading && (first.reading.paging.totalItems ?? first.reading.items.length)
  return {
    seen: {
      standard,
      baseUrl: parts.baseUrl,
      ...present({ stated: readRoot(root.body) }),
      root,
      pages: pages.map(({ page }) => page),
      details: details.map(({ detail }) => detail),
      optionalEndpoints,
    },
    services: details.flatMap(({ service }) => service ?? []),
    ...present({ dialect, unfiltered }),
  }
}

/** The standard that the root names, else the one that the pages look like (docs/standard.md 1.6). */
function standardOf(root: unknown, dialect: string | undefined): VerificationObservations['standard'] {
  const version = isRawObject(root) ? root['version'] : undefined
  if (typeof version === 'string' && /(?:^|[^\d])3(?:\.|$)/.test(version)) return 'ORUK_3'
  if (typeof version === 'string' && /(?:^|[^\d])1(?:\.|$)/.test(version)) return 'ORUK_1'
  return dialect === undefined || findDialect(dialect)?.family === '3.x' ? 'ORUK_3' : 'ORUK_1'
}

async function observe(
  { reader, context, signal }: LookParts,
  what: Parameters<FeedReader['observe']>[0],
): Promise<ObservedAnswer> {
  return parseAnswer(await reader.observe(what, signal), context).answer
}

/** An answer as it is observed, and its body parsed, once for all who look at it. */
interface ParsedAnswer {
  readonly answer: ObservedAnswer
  /** Undefined where there is none that can be read. */
  readonly parsed?: ParsedJson
}

function parseAnswer({ body, ...seen }: Observation, { maxValues }: ReadingContext): ParsedAnswer {
  if (body === undefined) return { answer: seen }
  try {
    const parsed = parseBody(body, maxValues)
    return { answer: { ...seen, ...present({ body: parsed.value }) }, parsed }
  } catch (error) {
    if (!(error instanceof UnreadableBody)) throw error
    return { answer: error.code === 'TOO_MANY_VALUES' ? { ...seen, isTooLarge: true } : seen }
  }
}

interface SeenPage {
  readonly page: ObservedPage
  readonly reading?: PageReading
}

async function lookAtPage({ reader, context, signal }: LookParts, asked: number): Promise<SeenPage> {
  const seen = await reader.observe({ kind: 'page', page: asked, size: PAGE_SIZE }, signal)
  const { answer, parsed } = parseAnswer(seen, context)
  const reading = parsed && unlessUnreadable(() => readParsedPage(parsed, seen.body?.contentType, context))
  const originIds = (reading?.items ?? []).map(({ originId }) => originId)
  const page = { ...answer, asked, originIds, ...reading?.paging, ...flagsOf(answer.body) }
  return { page, ...present({ reading }) }
}

/** What the envelope states besides what reading needs of it, in either spelling. */
function flagsOf(envelope: unknown): Pick<ObservedPage, 'size' | 'isFirst' | 'isEmpty'> {
  if (!isRawObject(envelope)) return {}
  const size = toNumber(envelope['size'])
  const isFirst = toBoolean(envelope['first_page'] ?? envelope['first'])
  const isEmpty = toBoolean(envelope['empty'])
  return {
    ...present({ size, isFirst, isEmpty }),
  }
}

async function lookAtDetails(parts: LookParts, items: readonly RawService[], dialect: string | undefined) {
  const sampled = sample(items, SAMPLED, parts.random)
  const looks: { detail: VerificationObservations['details'][number]; service: Service | undefined }[] = []
  for (const item of sampled) {
    const { originId } = item
    const seen = await parts.reader.observe({ kind: 'detail', originId }, parts.signal)
    const { answer: answered, parsed } = parseAnswer(seen, parts.context)
    const read = parsed && unlessUnreadable(() => readParsedDetail(parsed, originId))
    const isRead = read !== undefined && 'raw' in read
    const { body: _, ...answer } = answered
    // The record out of whatever it is wrapped in; what is another record, or none, is no answer.
    const detail = { ...answer, originId, ...(isRead ? { body: read.raw } : {}) }
    const reading = readService(isRead ? read : item, { ...parts.context, dialect: dialect ?? '' })
    looks.push({ detail, service: 'record' in reading ? reading.record : undefined })
  }
  return looks
}

/** Up to `count` different items, drawn at random, in the order drawn. */
function sample(items: readonly RawService[], count: number, random: () => number): readonly RawService[] {
  const left = [...new Map(items.map((item) => [item.originId, item])).values()]
  const drawn: RawService[] = []
  while (drawn.length < count && left.length > 0)
    drawn.push(...left.splice(Math.min(left.length - 1, Math.floor(random() * left.length)), 1))
  return drawn
}

function unlessUnreadable<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (error instanceof UnreadableBody) return undefined
    throw error
  }
}
