// A feed without latency: full HSDS 3.0 lists of invented services, each page made before it is asked for.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const [count, size] = process.argv.slice(2).map(Number)

const WORDS =
  'lunch club for older people with a warm welcome advice on money housing and benefits dance art walking group young carers support hall every week free parking near the library and green'.split(
    ' ',
  )

function words(seed: number, length: number): string {
  return Array.from({ length }, (_, at) => WORDS[(seed * 7 + at * at + (seed % 13) * at) % WORDS.length]).join(' ')
}

function invent(n: number): object {
  const [latitude, longitude] = [51 + (n % 1_000) / 500, -2 + (n % 777) / 400]
  return {
    id: `service-${n}`,
    name: `${words(n, 4)} ${n}`,
    description: n % 3 === 0 ? `<p>${words(n, 60)}</p><p>${words(n + 1, 40)} &amp; more</p>` : words(n, 100),
    url: `https://service-${n}.example.org/about`,
    email: `hello${n}@example.org`,
    status: 'active',
    fees: n % 4 === 0 ? '' : words(n, 5),
    minimum_age: n % 90,
    last_modified: '2026-03-01T09:30:00Z',
    organization: {
      id: `organization-${n % 2_000}`,
      name: `${words(n % 2_000, 3)} trust`,
      description: words(n % 2_000, 30),
    },
    service_at_locations: [
      {
        id: `place-${n}`,
        location: {
          id: `location-${n % 5_000}`,
          location_type: 'physical',
          name: `${words(n % 5_000, 2)} hall`,
          latitude,
          longitude,
          addresses: [
            {
              id: `address-${n}`,
              address_1: `${n % 200} High Street`,
              city: 'Tidewell',
              postal_code: 'ZZ1 1AA',
              country: 'GB',
              address_type: 'physical',
            },
          ],
        },
      },
    ],
    schedules: [
      { id: `schedule-${n}`, freq: 'WEEKLY', byday: ['MO', 'TU', 'WE'][n % 3], opens_at: '09:30', closes_at: '12:00' },
    ],
    attributes: [0, 1].map((at) => ({
      id: `attribute-${n}-${at}`,
      link_entity: 'service',
      taxonomy_term: {
        id: `term-${(n + at * 17) % 120}`,
        code: `${(n + at * 17) % 120}`,
        name: words((n + at * 17) % 120, 2),
        taxonomy: 'Local',
      },
    })),
    contacts: [
      {
        id: `contact-${n}`,
        name: 'Reception',
        phones: [{ id: `phone-${n}`, number: `01632 960${String(n % 1_000).padStart(3, '0')}` }],
      },
    ],
    cost_options: [{ id: `cost-${n}`, amount: n % 20, currency: 'GBP', option: 'Each time' }],
    languages: [{ id: `language-${n}`, name: 'English', code: 'en' }],
  }
}

const [services = 0, perPage = 1] = [count, size]
const pages = Math.ceil(services / perPage)
const bodies = Array.from({ length: pages }, (_, index) => {
  const contents = Array.from({ length: Math.min(perPage, services - index * perPage) }, (_unused, at) =>
    invent(index * perPage + at),
  )
  return Buffer.from(
    JSON.stringify({
      total_items: services,
      total_pages: pages,
      page_number: index + 1,
      size: contents.length,
      first_page: index === 0,
      last_page: index === pages - 1,
      empty: false,
      contents,
    }),
  )
})

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', 'http://feed.example')
  const body = url.pathname === '/services' ? bodies[Number(url.searchParams.get('page') ?? 1) - 1] : undefined
  response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json' })
  response.end(body ?? '{}')
})
server.listen(0, '127.0.0.1', () =>
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
)
process.on('disconnect', () => process.exit())
