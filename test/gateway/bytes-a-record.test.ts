import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { measureFile } from '../../src/store/measure-file.ts'
import { startFakeCouncil, type StatedService } from './fake-council.ts'
import { startGateway, testConfig, testFeed } from './start-gateway.ts'

const RECORDS = 400
const WORDS =
  'advice and support for older people young families carers adults with a learning disability free of charge every week at the community hall near the library lunch club walking group art music gardening benefits debt housing volunteers welcome'.split(
    ' ',
  )

/** Words that are the same at every run and differ between records. */
function words(seed: number, count: number): string {
  let state = (seed + 1) * 2_654_435_761
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return WORDS[state % WORDS.length]
  }).join(' ')
}

const idOf = (kind: string, n: number): string => `${kind}-0000-4000-8000-${String(n * 7_919).padStart(12, '0')}`

function inventService(n: number): StatedService {
  return {
    id: idOf('service', n),
    list: {
      name: `${words(n, 4)} ${n}`,
      description: words(n, 60),
      url: `https://service${n}.example.org/about`,
      email: `hello${n}@example.org`,
      status: 'active',
      last_modified: '2026-03-01T09:30:00Z',
      organization: { id: idOf('organization', n % 80), name: words(n % 80, 3), description: words(n % 80, 20) },
    },
    detail: {
      minimum_age: n % 80,
      assured_date: '2026-09-01',
      schedules: [{ id: idOf('schedule', n), freq: 'WEEKLY', byday: 'MO', opens_at: '09:30', closes_at: '12:00' }],
      contacts: [
        { id: idOf('contact', n), name: 'Reception', phones: [{ id: idOf('phone', n), number: '01632 960123' }] },
      ],
      cost_options: [{ id: idOf('cost', n), option: 'Each time', amount: n % 9, currency: 'GBP' }],
      attributes: [0, 1].map((at) => ({
        id: idOf(`attribute${at}`, n),
        link_type: 'service',
        taxonomy_term: { id: `term-${(n + at * 7) % 40}`, name: words((n + at * 7) % 40, 2), taxonomy: 'Local terms' },
      })),
      service_at_locations: [
        {
          id: idOf('at', n),
          location: {
            id: idOf('location', n % 120),
            location_type: 'physical',
            name: `${words(n % 120, 2)} hall`,
            latitude: 54 + (n % 120) / 300,
            longitude: -1.5 + (n % 120) / 400,
            addresses: [
              {
                id: idOf('address', n),
                address_1: `${n % 90} High Street`,
                city: 'Tidewell',
                postal_code: 'ZZ1 1AA',
                country: 'GB',
                address_type: 'physical',
              },
            ],
          },
        },
      ],
    },
  }
}

it('keeps a record in the bytes it took when this was written, a tenth more or less', async () => {
  const services = Array.from({ length: RECORDS }, (_, n) => inventService(n))
  const council = await startFakeCouncil(services)
  onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  await gateway.refreshAll()
  await gateway.close()
  const { groups } = measureFile(join(gateway.dataDir, 'catalogue.sqlite'))
  const perRecord = Object.fromEntries(
    groups.map(({ name, bytes, unusedBytes }) => [name, Math.round((bytes - unusedBytes) / RECORDS)]),
  )
  // As measured; pairs of duplicates are counted where they are judged.
  const measured = { 'raw records': 788, bodies: 1_485, scores: 654, areas: 72 }
  for (const [name, bytes] of Object.entries(measured)) {
    expect(perRecord[name], name).toBeGreaterThan(0.9 * bytes)
    expect(perRecord[name], name).toBeLessThan(1.1 * bytes)
  }
})
