import type { Dispatcher } from 'undici'
import { z } from 'zod'
import { classifyFault, type ExchangeStage } from './classify-fault.ts'
import { startDeadline } from './deadline.ts'
import { BadBody } from './errors/bad-body.ts'
import { BadStatus } from './errors/bad-status.ts'
import { TooSlow } from './errors/too-slow.ts'
import type { FeedLimits } from './feed-limits.ts'
import { ACCEPT_ENCODING, readBody } from './read-body.ts'

/** Where a postcode lies, as a provider says. */
interface ProvidedPostcode {
  readonly latitude?: number
  readonly longitude?: number
  /** GSS codes, the innermost first. */
  readonly areas: readonly string[]
  readonly terminated: boolean
}

/** A service that knows postcodes. */
export interface PostcodeProvider {
  /** At most 100, in the order asked; undefined where it does not know one. Rejects with a FeedError. */
  find(postcodes: readonly string[]): Promise<readonly (ProvidedPostcode | undefined)[]>
}

interface PostcodeProviderOptions {
  /** Base address; `/postcodes` is below it. */
  readonly url: string
  readonly dispatcher: Dispatcher
  readonly userAgent: string
  readonly limits: FeedLimits
}

const Codes = z.record(z.string(), z.string().nullish()).nullish()
const Answer = z.object({
  result: z.array(
    z.object({
      query: z.string(),
      result: z.object({ latitude: z.number().nullish(), longitude: z.number().nullish(), codes: Codes }).nullish(),
    }),
  ),
})

/** Members of `codes` that are areas, the innermost first (postcodes.io). */
const AREA_CODES = ['lsoa', 'lsoa21', 'admin_ward', 'admin_district', 'icb']

/** A hundred postcodes take about 150 KB. */
const MOST_BYTES = 5_000_000

/** The bulk endpoint of postcodes.io, or of a service of one's own that speaks as it does. Asked once, while a client waits. */
export function createPostcodeProvider({
  url,
  dispatcher,
  userAgent,
  limits,
}: PostcodeProviderOptions): PostcodeProvider {
  const endpoint = new URL(`${url.replace(/\/+$/, '')}/postcodes`)
  const place = { feed: 'postcode provider', url: endpoint.href }
  return {
    async find(postcodes) {
      const deadline = startDeadline(limits.queryTotalMs)
      let stage: ExchangeStage = 'headers'
      try {
        const { statusCode, headers, body } = await dispatcher.request({
          origin: endpoint.origin,
          path: endpoint.pathname,
          method: 'POST',
          headers: {
            accept: 'application/json',
            'accept-encoding': ACCEPT_ENCODING,
            'content-type': 'application/json',
            'user-agent': userAgent,
          },
          body: JSON.stringify({ postcodes }),
          headersTimeout: limits.headersMs,
          bodyTimeout: limits.gapMs,
          signal: deadline.signal,
        })
        stage = 'body'
        if (statusCode !== 200) {
          await body.dump({ limit: limits.headerBytes, signal: deadline.signal })
          throw new BadStatus(statusCode >= 500 ? 'UPSTREAM_5XX' : 'UPSTREAM_4XX', place)
        }
        const encoding = headers['content-encoding']
        return readAnswer(await readBody({ body, encoding, maxBytes: MOST_BYTES, place }), postcodes)
      } catch (error) {
        if (deadline.isOver) throw new TooSlow('TOTAL_TIMEOUT', { ...place, cause: error })
        if (error instanceof SyntaxError || error instanceof z.ZodError)
          throw new BadBody('BAD_JSON', { ...place, cause: error })
        throw classifyFault(error, stage, place) ?? error
      } finally {
        deadline.clear()
      }
    },
  }
}

function readAnswer(bytes: Uint8Array, postcodes: readonly string[]): readonly (ProvidedPostcode | undefined)[] {
  const { result } = Answer.parse(JSON.parse(Buffer.from(bytes).toString('utf8')))
  const byQuery = new Map(result.map((item) => [item.query, item.result]))
  return postcodes.map((postcode) => {
    const found = byQuery.get(postcode)
    if (found === undefined || found === null) return undefined
    const { latitude, longitude, codes } = found
    const areas = AREA_CODES.flatMap((name) => codes?.[name] ?? [])
    const hasPoint = typeof latitude === 'number' && typeof longitude === 'number'
    return { areas, terminated: false, ...(hasPoint ? { latitude, longitude } : {}) }
  })
}
