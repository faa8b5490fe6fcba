import { createServer } from 'node:http'
import type { ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

import type { Council, CouncilDialect } from './councils.ts'
import { COUNCILS, FAILING, LAPSED, SAMPLE_PORT } from './councils.ts'
import type { CouncilRecords } from './council-records.ts'
import type { Answer, CouncilApi } from './dialects/answer.ts'
import { noSuchPath } from './dialects/answer.ts'
import { createHsdsApi } from './dialects/hsds.ts'
import { createHsdsUkApi } from './dialects/hsds-uk.ts'
import { createOrukV1Api } from './dialects/oruk-v1.ts'
import { readCouncil } from './read-council.ts'

/** Where the server listens and how slowly it answers. */
export interface SampleCouncilOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number
  /** Milliseconds each answer is held back; 0 by default. */
  readonly latencyMs?: number
}

/** The base address of one sample council's API. */
export interface SampleFeed {
  readonly slug: string
  readonly url: string
}

/** The running sample councils. */
export interface SampleCouncils {
  /** In the order of `COUNCILS`. */
  readonly feeds: readonly SampleFeed[]
  /** One that answers until `lapse` is called. */
  readonly lapsed: SampleFeed
  /** One that always answers 503. */
  readonly failing: SampleFeed
  readonly lapse: () => void
  /** Ends open connections and frees the port; settles when it is free. */
  readonly close: () => Promise<void>
}

const APIS: Readonly<Record<CouncilDialect, (records: CouncilRecords) => CouncilApi>> = {
  HSDS_UK_3: createHsdsUkApi,
  HSDS_3: createHsdsApi,
  ORUK_1: createOrukV1Api,
}

/** Starts the sample councils on loopback, each below its slug, once they listen; rejects where the port is taken. */
export async function startSampleCouncils({
  port = 0,
  latencyMs = 0,
}: SampleCouncilOptions = {}): Promise<SampleCouncils> {
  const apis = new Map([...COUNCILS, LAPSED].map(({ slug, dialect }) => [slug, APIS[dialect](readCouncil(slug))]))
  const server = createServer((request, response) => {
    const answer =
      request.method === 'GET' || request.method === 'HEAD'
        ? answerTo(apis, request.url ?? '/')
        : { status: 405, body: { error: 'Only GET' } }
    if (latencyMs === 0) send(response, answer)
    else void wait(latencyMs).then(() => send(response, answer))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  apis.set(FAILING.slug, outOfOrder)
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('the sample councils listen on no port')
  const feedOf = ({ slug }: Council): SampleFeed => ({ slug, url: `http://127.0.0.1:${address.port}/${slug}` })
  return {
    feeds: COUNCILS.map(feedOf),
    lapsed: feedOf(LAPSED),
    failing: feedOf(FAILING),
    lapse: () => void apis.set(LAPSED.slug, outOfOrder),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error === undefined ? resolve() : reject(error)))
        server.closeAllConnections()
      }),
  }
}

function outOfOrder(): Answer {
  return { status: 503, body: { error: 'The directory is being moved.' } }
}

function answerTo(apis: ReadonlyMap<string, CouncilApi>, target: string): Answer {
  if (!URL.canParse(target, 'http://127.0.0.1')) return noSuchPath()
  const { pathname, searchParams } = new URL(target, 'http://127.0.0.1')
  const [slug = '', ...segments] = pathname.split('/').filter((segment) => segment !== '')
  const api = apis.get(slug)
  return api === undefined ? noSuchPath() : api(segments.map(decodeSegment), searchParams)
}

/** A segment that can't be decoded names nothing, so it is looked up as it stands. */
function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function send(response: ServerResponse, { status, body }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'access-control-allow-origin': '*' })
  response.end(JSON.stringify(body))
}

if (import.meta.main) {
  const { feeds } = await startSampleCouncils({ port: SAMPLE_PORT })
  for (const { slug, url } of feeds) process.stdout.write(`${slug.padEnd(18)} ${url}\n`)
}
