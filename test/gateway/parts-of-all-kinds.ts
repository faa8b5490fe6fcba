/** The detail of a service with a part of every kind that HSDS 3.1 has, each with an attribute, metadata and a member outside the standard. */
export function partsOfAllKinds(): Readonly<Record<string, unknown>> {
  return {
    ...extra('service'),
    ...lists(),
    minimum_age: 'grown up',
    schedules: [schedule({ byday: 'TU' }), schedule({ opens_at: 'late', closes_at: 'later' })],
    service_areas: [area()],
    languages: [language()],
    funding: [funding()],
    program: program(),
    additional_urls: [page()],
    cost_options: [{ ...part('cost_option'), amount: 4, currency: 'GBP', option: 'Adult' }],
    required_documents: [{ ...part('required_document'), document: 'Letter' }],
    capacities: [{ ...part('service_capacity'), available: 3, maximum: 9, updated: '2026-11-01T10:00:00Z' }],
    organization: organization(),
    service_at_locations: [
      {
        ...part('service_at_location'),
        ...lists(),
        schedules: [schedule({ byday: 'WE' })],
        service_areas: [area()],
        location: location(),
      },
    ],
  }
}

type Part = Readonly<Record<string, unknown>>

function location(): Part {
  return {
    ...part('location'),
    ...lists(),
    name: 'Hall',
    location_type: 'physical',
    latitude: 51.45,
    longitude: -2.59,
    languages: [language()],
    schedules: [schedule({ byday: 'FR' })],
    addresses: [
      { ...part('address'), address_1: '1 High Street', city: 'Town', postal_code: 'BS1 1AA', country: 'GB' },
    ],
    accessibility: [{ ...part('accessibility'), description: 'Ramp', details: 'At the side' }],
  }
}

function organization(): Part {
  return {
    ...part('organization'),
    ...lists(),
    name: 'Friends',
    description: 'Neighbours.',
    organization_identifiers: [{ ...part('organization_identifier'), identifier_type: 'Charity', identifier: '123' }],
    additional_websites: [page()],
    funding: [funding()],
    programs: [program()],
  }
}

const phone = (): Part => ({ ...part('phone'), number: '0117 496 0000', type: 'voice', languages: [language()] })
const contact = (): Part => ({ ...part('contact'), name: 'Front desk', title: 'Porter', phones: [phone()] })
const lists = (): Part => ({ phones: [phone()], contacts: [contact()] })
const schedule = (more: Part): Part => ({
  ...part('schedule'),
  ...{ freq: 'WEEKLY', opens_at: '10:00', closes_at: '12:00' },
  ...more,
})
const language = (): Part => ({ ...part('language'), name: 'Polish', code: 'pl' })
const area = (): Part => ({ ...part('service_area'), name: 'Town', service_area: 'The old town' })
const funding = (): Part => ({ ...part('funding'), source: 'Lottery' })
const page = (): Part => ({ ...part('url'), label: 'Also', url: 'https://also.example/' })
const program = (): Part => ({ ...part('program'), name: 'Winter', description: 'All of winter.' })

let parts = 0

function part(kind: string): Part {
  parts += 1
  return { id: `${kind}-${parts}`, ...extra(kind) }
}

function extra(kind: string): Part {
  const change = { field_name: 'name', previous_value: 'Old', replacement_value: 'New', updated_by: 'Clerk' }
  return {
    [`${kind}_note`]: { of: kind },
    attributes: [
      {
        id: `attribute-of-${kind}`,
        ...{ link_type: 'topic', value: kind, label: 'Topic', weight: 3 },
        taxonomy_term: {
          id: `t-${kind}`,
          name: `Of ${kind}`,
          term_uri: `https://terms.example/${kind}`,
          taxonomy: 'Terms',
        },
      },
    ],
    metadata: [
      {
        id: `metadata-of-${kind}`,
        resource_type: kind,
        last_action_date: '2026-11-01',
        last_action_type: 'update',
        ...change,
      },
    ],
  }
}
