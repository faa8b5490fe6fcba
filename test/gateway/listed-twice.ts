import type { StatedService } from './fake-council.ts'

/** What distinguishs one service from another here; all else is alike. */
export interface Listed {
  readonly id: string
  readonly name?: string
  readonly assured?: string
  readonly phone?: string
  readonly description?: string
  readonly organization?: string
  readonly more?: Readonly<Record<string, unknown>>
}

/** A lunch club as a council publishes it: with the same phone and address it is the same club, whoever lists it. */
export function lunchClub(listed: Listed): StatedService {
  const { id, name = 'Riverside Lunch Club', assured, phone = '0117 496 0101', description, organization } = listed
  const list = {
    name,
    status: 'active',
    ...(description === undefined ? {} : { description }),
    ...(assured === undefined ? {} : { assured_date: assured }),
    organization: { id: `o-${id}`, name: organization ?? 'Quayside Larder Trust', description: 'A trust.' },
  }
  const detail = {
    phones: [{ id: `p-${id}`, number: phone }],
    service_at_locations: [
      {
        id: `sal-${id}`,
        location: {
          id: `l-${id}`,
          location_type: 'physical',
          name: 'The hall',
          latitude: 51.4545,
          longitude: -2.5879,
          addresses: [
            {
              id: `a-${id}`,
              address_1: '12 Quay Street',
              city: 'Northam',
              postal_code: 'BS1 4DJ',
              country: 'GB',
              address_type: 'physical',
            },
          ],
        },
      },
    ],
    ...listed.more,
  }
  return { id, list, detail }
}
