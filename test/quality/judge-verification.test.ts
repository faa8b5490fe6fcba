import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { describe, expect, it } from 'vitest'
import { checkAgainstStandard } from '../../src/quality/check-against-standard.ts'
import { judgeVerification } from '../../src/quality/judge-verification.ts'
import { ORUK_1, ORUK_3 } from '../../src/quality/standard-rules.ts'
import type { ObservedPage, VerificationObservations } from '../../src/model/feed-observations.ts'
import { now } from './scored-service.ts'

const uuid = (last: number): string => `0b6f3c1e-5d2a-4f7b-9a41-${String(last).padStart(12, '0')}`
const answer = { status: 200, ms: 120, allowOrigin: '*' }
const detail = {
  id: uuid(1),
  name: 'Evening Repair Table',
  status: 'active',
  assured_date: '2026-06-01',
  organization: { id: uuid(2), name: 'Repair Table', description: 'Mends.' },
}
const page: ObservedPage = {
  ...answer,
  ...{
    asked: 1,
    body: { contents: [] },
    originIds: [uuid(1), uuid(3)],
    totalItems: 2,
    totalPages: 1,
    pageNumber: 1,
    size: 2,
  },
  ...{ isFirst: true, isLast: true, isEmpty: false },
}
const sound: VerificationObservations = {
  standard: 'ORUK_3',
  baseUrl: 'https://feed.example/api',
  root: {
    ...answer,
    body: { version: 'HSDS-UK-3.0', profile: 'https://profile.example', openapi_url: 'https://openapi.example' },
  },
  pages: [page],
  details: [{ ...answer, originId: uuid(1), body: detail }],
  optionalEndpoints: [{ ...answer, path: '/taxonomies', body: {} }],
}

function withDetail(body: unknown): Partial<VerificationObservations> {
  return { details: [{ ...answer, originId: uuid(1), body }] }
}

describe('verification', () => {
  it('passes a feed that keeps the standard', () => {
    const verification = judgeVerification(sound, now)
    expect(verification).toMatchObject({ outcome: 'PASS', at: '2026-07-01T12:00:00.000Z' })
    expect(verification.checks.every((check) => check.failed === 0 && check.tried > 0)).toBe(true)
  })

  it.each(['http://127.0.0.1:4000/v3', 'http://localhost/v3', 'http://[::1]:4000/v3', 'http://feed.localhost'])(
    'asks no https of %s, which is this machine itself',
    (baseUrl) => {
      const { outcome, checks } = judgeVerification({ ...sound, baseUrl }, now)
      expect([outcome, checks.find(({ id }) => id === 'https')]).toEqual(['PASS', undefined])
    },
  )

  it.each<readonly [string, Partial<VerificationObservations>, 'WARN' | 'FAIL', string]>([
    ['no root', { root: { status: 404 } }, 'FAIL', 'root'],
    [
      'a root without version',
      { root: { ...answer, body: { profile: 'https://p.example', openapi_url: 'https://o.example' } } },
      'FAIL',
      'root-fields',
    ],
    ['no list at all', { pages: [] }, 'FAIL', 'services'],
    ['a page that fails', { pages: [page, { ...page, asked: 2, status: 500 }] }, 'FAIL', 'services'],
    [
      'an empty list',
      { pages: [{ ...page, originIds: [], totalItems: 0, totalPages: 0, size: 0, isEmpty: true }] },
      'WARN',
      'services-not-empty',
    ],
    ['an id of the list without a record', { details: [{ status: 404, originId: uuid(1) }] }, 'FAIL', 'service'],
    ['a service without status', withDetail({ ...detail, status: undefined }), 'FAIL', 'service-required'],
    ['a service without organization', withDetail({ ...detail, organization: undefined }), 'FAIL', 'service-required'],
    ['a number as text', withDetail({ ...detail, minimum_age: '16' }), 'FAIL', 'service-schema'],
    ['another status', withDetail({ ...detail, status: 'open' }), 'FAIL', 'service-schema'],
    ['an id that is no UUID', withDetail({ ...detail, id: '17' }), 'FAIL', 'service-schema'],
    [
      'a date in British order',
      withDetail({ ...detail, schedules: [{ id: uuid(4), valid_from: '01/09/2026' }] }),
      'WARN',
      'service-dates',
    ],
    ['an empty field', withDetail({ ...detail, fees: '' }), 'WARN', 'service-empty-fields'],
    ['an old assurance', withDetail({ ...detail, assured_date: '2026-01-01' }), 'WARN', 'service-assured'],
    ['no totals', { pages: [{ ...answer, asked: 1, body: {}, originIds: ['a'] }] }, 'WARN', 'paging-totals'],
    ['pages from 0', { pages: [{ ...page, pageNumber: 0 }] }, 'WARN', 'paging-number'],
    ['the page size where its length belongs', { pages: [{ ...page, size: 50 }] }, 'WARN', 'paging-size'],
    [
      'an empty page past the end that is not the last',
      {
        pages: [
          page,
          { ...page, asked: 2, pageNumber: 2, originIds: [], size: 0, isFirst: false, isLast: false, isEmpty: true },
        ],
      },
      'WARN',
      'paging-flags',
    ],
    [
      'an id on two pages',
      {
        pages: [
          { ...page, totalPages: 2, isLast: false },
          { ...page, asked: 2, pageNumber: 2, totalPages: 2, isFirst: false },
        ],
      },
      'WARN',
      'paging-ids',
    ],
    ['http', { baseUrl: 'http://feed.example' }, 'WARN', 'https'],
    ['http of a host whose name only begins so', { baseUrl: 'http://localhost.example/v3' }, 'WARN', 'https'],
    ['http of a private network', { baseUrl: 'http://10.0.0.1/v3' }, 'WARN', 'https'],
    [
      'one origin allowed',
      { root: { ...answer, allowOrigin: 'https://own.example', body: sound.root?.body } },
      'WARN',
      'cors',
    ],
    ['six seconds an answer', { pages: [{ ...page, ms: 20_000 }] }, 'WARN', 'speed'],
    [
      'a page too large to judge',
      { pages: [{ ...answer, asked: 1, originIds: [], isTooLarge: true }] },
      'FAIL',
      'answer-size',
    ],
    [
      'a service too large to judge',
      { details: [{ ...answer, originId: uuid(1), isTooLarge: true }] },
      'FAIL',
      'answer-size',
    ],
    ['no taxonomies', { optionalEndpoints: [{ status: 404, path: '/taxonomies' }] }, 'WARN', 'optional-endpoints'],
  ])('of %s', (_, seen, outcome, id) => {
    const verification = judgeVerification({ ...sound, ...seen }, now)
    expect(verification.outcome).toBe(outcome)
    expect(verification.checks.filter((check) => check.outcome === outcome).map((check) => check.id)).toContain(id)
  })

  it('names the record and the path', () => {
    const { checks } = judgeVerification({ ...sound, ...withDetail({ ...detail, status: 'open' }) }, now)
    expect(checks.find((check) => check.id === 'service-schema')).toMatchObject({
      tried: 1,
      failed: 1,
      examples: [`${uuid(1)}: status`],
    })
  })

  it('asks no root document and no status of a 1.0 feed, and no UUIDs', () => {
    const body = {
      id: '17',
      name: 'Table',
      organization: { id: '3', name: 'Repair', description: 'Mends.' },
      assured_date: '2026-06-01',
    }
    expect(
      judgeVerification({ ...sound, root: { status: 404 }, standard: 'ORUK_1', ...withDetail(body) }, now).outcome,
    ).toBe('PASS')
  })
})

describe('the rules of the standard', () => {
  it.each<readonly [string, Readonly<Record<string, unknown>>, readonly string[]]>([
    [
      'latitude as text',
      {
        service_at_locations: [{ id: uuid(1), location: { id: uuid(2), location_type: 'physical', latitude: '51.4' } }],
      },
      ['TYPE service_at_locations[0].location.latitude'],
    ],
    [
      'day words and a lower-case frequency',
      { schedules: [{ id: uuid(1), freq: 'week' }] },
      ['VALUE schedules[0].freq'],
    ],
    [
      'a place without its type',
      { service_at_locations: [{ id: uuid(1), location: { id: uuid(2) } }] },
      ['MISSING service_at_locations[0].location.location_type'],
    ],
    ['an empty list', { languages: [] }, ['EMPTY languages']],
    ['a local property', { pc_audience: [{ id: 3 }] }, []],
    ['no address at all', { url: 'our page' }, ['FORMAT url']],
  ])('3.0: %s', (_, stated, violations) => {
    expect(
      checkAgainstStandard({ ...detail, ...stated }, 'service', ORUK_3).map(({ kind, path }) => `${kind} ${path}`),
    ).toEqual(violations)
  })

  it('1.0: values outside the lists', () => {
    const stated = {
      id: '1',
      name: 'x',
      organization: { id: '1', name: 'y', description: 'z' },
      attending_type: 'Venue',
      attending_access: 'drop-in',
    }
    expect(checkAgainstStandard(stated, 'service', ORUK_1)).toEqual([{ kind: 'VALUE', path: 'attending_type' }])
  })

  it('takes what is no object for no service', () => {
    expect(checkAgainstStandard([], 'service', ORUK_3)).toEqual([{ kind: 'TYPE', path: '' }])
  })
})

const recordings = process.env['RECORDINGS']

describe.skipIf(recordings === undefined)("the validator's own example feeds", () => {
  const Listed = z.object({ contents: z.array(z.object({ id: z.string() })) })
  it.each([
    ['Default', 'PASS'],
    ['Warn', 'PASS'],
    ['Fail', 'FAIL'],
  ])('%s: services %s', (feed, outcome) => {
    const read = (file: string): unknown =>
      JSON.parse(readFileSync(join(recordings ?? '', 'feeds', 'validator', feed, file), 'utf8'))
    const originIds = Listed.parse(read('service_list.json')).contents.map((item) => item.id)
    const { checks } = judgeVerification(
      {
        ...sound,
        root: { ...answer, body: read('api_details.json') },
        pages: [{ ...answer, asked: 1, body: read('service_list.json'), originIds }],
        details: [{ ...answer, originId: originIds[0] ?? '', body: read('service_full.json') }],
      },
      now,
    )
    expect(checks.some((check) => check.outcome === 'FAIL') ? 'FAIL' : 'PASS').toBe(outcome)
    expect(checks.find((check) => check.id === 'service-schema')?.outcome).toBe(outcome)
  })
})
