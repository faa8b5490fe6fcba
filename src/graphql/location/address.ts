import type { Accessibility, Address, LocationType } from '../../model/location.ts'
import { builder } from '../builder.ts'
import { attributedFields, itself, providedText } from '../provided-fields.ts'

export const LocationTypeRef = builder.enumType('LocationType', {
  description: 'What kind of place a location or address is (HSDS location_type).',
  values: {
    PHYSICAL: { description: 'A place one can go to.' },
    POSTAL: { description: 'A place for post only.' },
    VIRTUAL: { description: 'A place online or on the telephone.' },
  } as const satisfies Record<LocationType, object>,
})

export const AddressRef = builder.objectRef<Address>('Address').implement({
  description: 'An address of a location (HSDS address).',
  fields: (t) => ({
    ...attributedFields(t, 'address'),
    ...providedText(t, 'String', itself, {
      attention: 'The person or role to whose attention post is sent. Null if not provided.',
      address1: 'The first line: building, house number and street. Null if not provided.',
      address2: 'A second line. Null if not provided.',
      city: 'The town or city. Null if not provided.',
      region: 'The region. Null if not provided.',
      stateProvince: 'The county. Null if not provided.',
      postalCode:
        'The postcode, in capitals and with its space where it is one of the UK, else as published. Null if not provided.',
      country: 'The country, as published; usually its ISO 3166 code. Null if not provided.',
    }),
    addressType: t.expose('addressType', {
      type: LocationTypeRef,
      nullable: true,
      description: 'What kind of address it is. Null if not provided.',
    }),
  }),
})

export const AccessibilityRef = builder.objectRef<Accessibility>('Accessibility').implement({
  description: 'An arrangement for disabled people at a location (HSDS accessibility).',
  fields: (t) => ({
    ...attributedFields(t, 'arrangement'),
    ...providedText(t, 'String', itself, {
      accessibility: 'The arrangement in a word or two, for example wheelchair access. Null if not provided.',
      description: 'The arrangement in words. Null if not provided.',
      details: 'Further details. Null if not provided.',
    }),
    ...providedText(t, 'URL', itself, { url: 'A page about the arrangement. Null if not provided.' }),
  }),
})
