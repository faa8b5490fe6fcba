import { describe, expect, it } from 'vitest'
import { askWell } from './ask.ts'
import { createFakeCatalogue } from './fake-catalogue.ts'
import { location, organization, scheme, service, term } from './records.ts'

const personal = {
  id: '1',
  name: 'Tea',
  assurerEmail: 'a.person@north.example',
  extensions: { assured_by: 'A Person', colour: 'green' },
  metadata: [
    {
      fieldName: 'assurer_email',
      previousValue: 'b.person@north.example',
      replacementValue: 'a.person@north.example',
      updatedBy: 'A Person',
    },
    { fieldName: 'name', previousValue: 'Coffee', replacementValue: 'Tea' },
  ],
}
const PERSONAL =
  '{ services { nodes { assurerEmail extensions metadata { previousValue replacementValue updatedBy } } } }'

describe("assurers' identities", () => {
  const catalogue = createFakeCatalogue({ services: [service('north', personal)] })

  it('are withheld in fields, extensions and metadata', async () => {
    const answer = await askWell(catalogue, PERSONAL)
    expect(JSON.stringify(answer)).not.toMatch(/person/i)
    expect(answer).toMatchObject({
      services: {
        nodes: [
          {
            extensions: { colour: 'green' },
            metadata: [{ previousValue: null }, { previousValue: 'Coffee', replacementValue: 'Tea' }],
          },
        ],
      },
    })
  })

  it('are shown where the configuration says so', async () => {
    const answer = await askWell(catalogue, PERSONAL, { powers: { showAssurers: true } })
    expect(answer).toMatchObject({
      services: {
        nodes: [
          {
            ...(({ assurerEmail, extensions }) => ({ assurerEmail, extensions }))(personal),
            metadata: [{ updatedBy: 'A Person' }, {}],
          },
        ],
      },
    })
  })
})

describe('properties outside HSDS', () => {
  it('stand on the part that has them, and by their place on the record', async () => {
    const stated = {
      id: '1',
      name: 'Tea',
      extensions: { colour: 'green' },
      phones: [{ number: '0117 496 0120', extensions: { department: 'Kitchen', assured_by: 'A Person' } }],
      attributes: [{ value: 'Yes', extensions: { taxonomy_term: { slug: 'yes' } } }],
    }
    const catalogue = createFakeCatalogue({ services: [service('north', stated)] })
    const answer = await askWell(
      catalogue,
      '{ services { nodes { extensions phones { extensions } attributes { extensions } } } }',
    )
    expect(answer).toMatchObject({
      services: {
        nodes: [
          {
            extensions: {
              colour: 'green',
              'phones[0].department': 'Kitchen',
              'attributes[0].taxonomy_term': { slug: 'yes' },
            },
            phones: [{ extensions: { department: 'Kitchen' } }],
            attributes: [{ extensions: { taxonomy_term: { slug: 'yes' } } }],
          },
        ],
      },
    })
    expect(JSON.stringify(answer)).not.toContain('A Person')
  })
})

describe('what hangs on a record', () => {
  it('comes with all it states; absent is null, or an empty list', async () => {
    const catalogue = createFakeCatalogue({
      services: [
        service('north', {
          id: '1',
          name: 'Tea',
          minimumAge: 4.5,
          schedules: [{ id: 'w', freq: 'WEEKLY', interval: 2, opensAt: '09:30', attendingTypes: ['ONLINE'] }],
          costOptions: [{ amount: 0 }],
          contacts: [{ name: 'Ann', phones: [{ number: '01632 960001', languages: [{ code: 'cy' }] }] }],
          program: { name: 'Warm Hubs' },
          attributes: [{ termUri: 'urn:a', value: 'yes' }],
          serviceAtLocations: [{ originId: 'p', locationId: 'l', description: 'Upstairs' }],
        }),
      ],
      locations: [
        location('north', 'l', {
          latitude: 51.5,
          longitude: -1,
          precision: 'POINT',
          addresses: [{ address1: '1 High Street' }],
        }),
      ],
      terms: [term('urn:a')],
      taxonomies: [scheme],
    })
    const source = `{ services { nodes {
      minimumAge maximumAge status fees
      schedules { id freq interval count opensAt closesAt attendingTypes }
      costOptions { amount currency }
      contacts { name email phones { number languages { code name } } }
      program { name } requiredDocuments { id }
      attributes { value taxonomyTerm { uri } }
      serviceAtLocations { originId description service { name } location { latitude precision addresses { address1 city } } }
    } } }`
    expect(await askWell(catalogue, source)).toEqual({
      services: {
        nodes: [
          {
            minimumAge: 4.5,
            maximumAge: null,
            status: null,
            fees: null,
            schedules: [
              {
                id: 'w',
                freq: 'WEEKLY',
                interval: 2,
                count: null,
                opensAt: '09:30',
                closesAt: null,
                attendingTypes: ['ONLINE'],
              },
            ],
            costOptions: [{ amount: 0, currency: null }],
            contacts: [
              {
                name: 'Ann',
                email: null,
                phones: [{ number: '01632 960001', languages: [{ code: 'cy', name: null }] }],
              },
            ],
            program: { name: 'Warm Hubs' },
            requiredDocuments: [],
            attributes: [{ value: 'yes', taxonomyTerm: { uri: 'urn:a' } }],
            serviceAtLocations: [
              {
                originId: 'p',
                description: 'Upstairs',
                service: { name: 'Tea' },
                location: {
                  latitude: 51.5,
                  precision: 'POINT',
                  addresses: [{ address1: '1 High Street', city: null }],
                },
              },
            ],
          },
        ],
      },
    })
  })

  it('has an id that stays while its content does, where the publisher gave none', async () => {
    const catalogue = (number: string) =>
      createFakeCatalogue({ services: [service('north', { id: '1', name: 'Tea', phones: [{ number }] })] })
    const source = '{ services { nodes { phones { id } } } }'
    const [first, again, other] = await Promise.all(['1', '1', '2'].map((number) => askWell(catalogue(number), source)))
    expect(first).toEqual(again)
    expect(first).not.toEqual(other)
  })

  it('loses a number that GraphQL can not carry, and nothing else', async () => {
    const catalogue = createFakeCatalogue({
      services: [
        service('north', { id: '1', name: 'Tea', minimumAge: Number.NaN, schedules: [{ interval: 1.5, count: 3 }] }),
      ],
    })
    expect(await askWell(catalogue, '{ services { nodes { name minimumAge schedules { interval count } } } }')).toEqual(
      {
        services: { nodes: [{ name: 'Tea', minimumAge: null, schedules: [{ interval: null, count: 3 }] }] },
      },
    )
  })
})

describe('an organization', () => {
  it('knows the organization it belongs to, where the feed publishes it', async () => {
    const catalogue = createFakeCatalogue({
      organizations: [
        organization('north', { id: '1', name: 'Branch', parentOrganizationId: '2' }),
        organization('north', { id: '2', name: 'Head', parentOrganizationId: 'elsewhere' }),
      ],
    })
    expect(await askWell(catalogue, '{ organizations { nodes { name parentOrganization { name } } } }')).toEqual({
      organizations: {
        nodes: [
          { name: 'Branch', parentOrganization: { name: 'Head' } },
          { name: 'Head', parentOrganization: null },
        ],
      },
    })
  })
})

describe('lists of organizations and locations', () => {
  it('are counted only when asked', async () => {
    const catalogue = createFakeCatalogue({
      locations: [location('north', '1')],
      organizations: [organization('north', { id: '1' })],
    })
    await askWell(
      catalogue,
      '{ locations { edges { cursor distanceMetres } feeds { state } } organizations { nodes { id } } }',
    )
    expect(catalogue.countCalls('countLocations') + catalogue.countCalls('countOrganizations')).toBe(0)
    expect(await askWell(catalogue, '{ locations { totalCount } organizations { totalCount } }')).toEqual({
      locations: { totalCount: 1 },
      organizations: { totalCount: 1 },
    })
  })
})
