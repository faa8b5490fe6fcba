import { describe, expect, it } from 'vitest'
import { createMetrics } from '../../src/metrics/create-metrics.ts'

type Standing = ReturnType<NonNullable<Parameters<typeof createMetrics>[1]>>

const FEED = {
  ...{ slug: 'north', state: 'FRESH', services: 12, consecutiveFailures: 0, requestsLastDay: 40 },
  isCircuitOpen: false,
} as const satisfies Standing['feeds'][number]

function standing(feeds: Standing['feeds'] = []): Standing {
  return {
    ready: true,
    generation: 7,
    files: { bytes: 4_096, logBytes: 0, isWritable: true, parts: [] },
    writerQueue: 2,
    feeds,
  }
}

/** The numbers' lines whose beginning matches, in order. */
async function linesOf({ render }: ReturnType<typeof createMetrics>, beginning: string): Promise<readonly string[]> {
  const { body } = await render()
  return body.split('\n').filter((line) => new RegExp(`^${beginning}`).test(line))
}

describe('requests', () => {
  it('are counted by path, operation and status, errors by code', async () => {
    const metrics = createMetrics(['RegionCounts'], () => standing())
    const kept = { route: '/graphql', operationName: 'RegionCounts', status: 200, ms: 2, isFromCache: true }
    metrics.noteAnswered(kept)
    metrics.noteAnswered({ ...kept, isFromCache: false, upstreamCalls: 3 })
    metrics.noteAnswered({ route: 'other', status: 404, ms: 1, code: 'NOT_FOUND' })
    expect(await linesOf(metrics, 'oruk_gateway_requests_total')).toEqual([
      'oruk_gateway_requests_total{route="/graphql",operation="RegionCounts",status="200"} 2',
      'oruk_gateway_requests_total{route="other",operation="(none)",status="404"} 1',
    ])
    expect(await linesOf(metrics, 'oruk_gateway_errors_total')).toEqual([
      'oruk_gateway_errors_total{code="NOT_FOUND"} 1',
    ])
    expect(await linesOf(metrics, 'oruk_gateway_kept_answers_total')).toEqual(['oruk_gateway_kept_answers_total 1'])
    expect(await linesOf(metrics, 'oruk_gateway_requests_upstream')).toEqual([
      'oruk_gateway_requests_upstream_calls_total 3',
    ])
    expect(await linesOf(metrics, 'oruk_gateway_request_seconds_count')).toHaveLength(2)
  })

  it('of names that clients make up have a hundred labels, then one; a known name has its own whenever it comes', async () => {
    const metrics = createMetrics(['RegionCounts'], () => standing())
    for (let n = 0; n < 150; n += 1)
      metrics.noteAnswered({ route: '/graphql', operationName: `Made${n}`, status: 200, ms: 1 })
    metrics.noteAnswered({ route: '/graphql', operationName: 'RegionCounts', status: 200, ms: 1 })
    const lines = await linesOf(metrics, 'oruk_gateway_requests_total')
    expect(lines).toHaveLength(102)
    expect(lines).toContain('oruk_gateway_requests_total{route="/graphql",operation="(other)",status="200"} 50')
    expect(lines).toContain('oruk_gateway_requests_total{route="/graphql",operation="RegionCounts",status="200"} 1')
  })
})

describe('feeds', () => {
  it('say state, age, records, traffic and the fault that stands', async () => {
    const feeds = [
      { ...FEED, state: 'STALE', ageSeconds: 90, detailedShare: 0.5, faultCode: 'DNS', p95Ms: 250 },
    ] as const
    const metrics = createMetrics([], () => standing(feeds))
    expect(
      (await linesOf(metrics, 'oruk_gateway_feed_')).map((line) => line.replace('oruk_gateway_feed_', '')),
    ).toEqual([
      ...['FRESH', 'STALE', 'PARTIAL', 'MISSING'].map(
        (state) => `state{feed="north",state="${state}"} ${Number(state === 'STALE')}`,
      ),
      'age_seconds{feed="north"} 90',
      'services{feed="north"} 12',
      'detailed_share{feed="north"} 0.5',
      'fault{feed="north",code="DNS"} 1',
      'consecutive_failures{feed="north"} 0',
      'requests_last_day{feed="north"} 40',
      'circuit_open{feed="north"} 0',
      'answer_p95_seconds{feed="north"} 0.25',
    ])
  })

  it('say nothing of what is not known, and go with the configuration', async () => {
    let feeds: Standing['feeds'] = [FEED]
    const metrics = createMetrics([], () => standing(feeds))
    expect(await linesOf(metrics, 'oruk_gateway_feed_age')).toEqual([])
    expect(await linesOf(metrics, 'oruk_gateway_feed_answer')).toEqual([])
    feeds = []
    expect(await linesOf(metrics, 'oruk_gateway_feed_')).toEqual([])
  })
})

it('says of each file whether it is damaged and when it was found so, and whether the disk has room', async () => {
  const foundMs = Date.parse('2026-11-29T03:00:00Z')
  let files: Standing['files'] = {
    ...{ bytes: 1, logBytes: 0, freeBytes: 5, isWritable: false },
    parts: [
      { part: 'catalogue', isDamaged: true, foundMs },
      { part: 'geography', isDamaged: false },
    ],
  }
  const metrics = createMetrics([], () => ({ ...standing(), files }))
  const lines = () => linesOf(metrics, 'oruk_gateway_(damage|unwritable|disk)')
  expect(await lines()).toEqual([
    'oruk_gateway_disk_free_bytes 5',
    'oruk_gateway_unwritable 1',
    'oruk_gateway_damaged{part="catalogue"} 1',
    'oruk_gateway_damaged{part="geography"} 0',
    `oruk_gateway_damage_found_timestamp_seconds{part="catalogue"} ${foundMs / 1_000}`,
  ])
  files = { bytes: 1, logBytes: 0, isWritable: true, parts: [] }
  expect(await lines()).toEqual(['oruk_gateway_unwritable 0'])
})

it('says how the catalogue and its writer stand, and the process', async () => {
  const metrics = createMetrics([], () => standing())
  expect(await linesOf(metrics, 'oruk_gateway_')).toEqual(
    expect.arrayContaining([
      'oruk_gateway_ready 1',
      'oruk_gateway_catalogue_generation 7',
      'oruk_gateway_catalogue_file_bytes 4096',
      'oruk_gateway_writer_queue 2',
    ]),
  )
  const { body } = await metrics.render()
  expect(body).toContain('nodejs_eventloop_lag_p99_seconds')
  expect(body).toContain('process_resident_memory_bytes')
})
