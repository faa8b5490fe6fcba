import { describe, expect, it } from 'vitest'
import { readingOf, stated } from '../pages.ts'

const PLACE = 'service_at_locations[0].location.addresses[0]'

function read(address: object, dialect?: string) {
  const isOld = dialect === 'ORUK-1.0'
  const location = { id: 'l', name: 'Hall', [isOld ? 'physical_addresses' : 'addresses']: [address] }
  const { record, issues } = readingOf({ service_at_locations: [{ id: 'a', location }] }, dialect)
  const stood = record.serviceAtLocations?.[0]?.location
  return { precision: stood?.precision, address: stood?.addresses?.[0], issues: stated(issues) }
}

describe('a postcode beside its place', () => {
  it.each<[member: string, raw: object, expected: object]>([
    ['city', { city: 'Bristol BS1 4DJ', postal_code: '' }, { city: 'Bristol' }],
    ['city', { city: 'BS1 4DJ' }, { address1: '1 Quay Road' }],
    ['city', { city: 'Bristol, bs14dj' }, { city: 'Bristol' }],
    ['state_province', { city: 'Bristol', state_province: 'BS1 4DJ' }, { city: 'Bristol' }],
    [
      'state_province',
      { city: 'Bristol', state_province: 'Avon (BS1 4DJ)' },
      { city: 'Bristol', stateProvince: 'Avon' },
    ],
    ['region', { region: 'BS1 4DJ.', postal_code: null }, { address1: '1 Quay Road' }],
    ['country', { country: 'England BS1 4DJ' }, { country: 'England' }],
    ['address_2', { address_2: 'Bristol BS1 4DJ' }, { address2: 'Bristol BS1 4DJ' }],
  ])('in %s is lifted, and reported there', (member, raw, expected) => {
    const { address, precision, issues } = read({ address_1: '1 Quay Road', ...raw })
    expect(address).toMatchObject({ address1: '1 Quay Road', postalCode: 'BS1 4DJ', ...expected })
    expect(address?.extensions?.[member]).toBe(Reflect.get(raw, member))
    if (!Reflect.has(expected, 'city')) expect(address).not.toHaveProperty('city')
    expect(precision).toBe('POSTCODE')
    expect(issues).toEqual([`POSTCODE_REPAIRED ${PLACE}.${member}`])
  })

  it('is one where two members have the same', () => {
    expect(read({ city: 'BS1 4DJ', address_1: '1 Quay Road, Bristol BS1 4DJ' }).address).toMatchObject({
      address1: '1 Quay Road, Bristol BS1 4DJ',
      postalCode: 'BS1 4DJ',
    })
  })

  it('of 1.0 is lifted too', () => {
    const { address, issues } = read({ address_1: '1 Quay Road', city: 'Bristol BS1 4DJ' }, 'ORUK-1.0')
    expect(address).toMatchObject({ city: 'Bristol', postalCode: 'BS1 4DJ' })
    expect(issues).toContain(`POSTCODE_REPAIRED ${PLACE.replace('addresses', 'physical_addresses')}.city`)
  })

  it.each<[what: string, raw: object]>([
    ['has one of its own', { postal_code: 'BS9 1AA', city: 'Bristol BS1 4DJ' }],
    ['has something in its place', { postal_code: 'Bristol', city: 'BS1 4DJ' }],
    ['names two', { city: 'BS1 4DJ', state_province: 'BS9 1AA' }],
    ['has the first half of one', { city: 'Bristol BS1' }],
    ['is of a unit and a floor', { address_1: 'Unit B1 2nd Floor', city: 'Bristol' }],
    ['ends in what is written otherwise', { address_1: 'Room B1 2nd', city: 'Bristol' }],
  ])('is left where the address %s', (_what, raw) => {
    const { address, issues } = read({ address_1: '1 Quay Road', ...raw })
    expect(address?.postalCode).toBe(Reflect.get(raw, 'postal_code'))
    expect(issues).not.toContainEqual(expect.stringContaining('POSTCODE_REPAIRED'))
  })
})
