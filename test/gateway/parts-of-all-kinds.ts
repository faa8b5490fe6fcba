/** The detail of a service with a part of every kind that HSDS 3.1 has, each with an attribute, metadata and a member outside the standard. */
export function partsOfAllKinds(): Readonly<Record<string, unknown>> {
  const phone = () => ({ ...part('phone'), number: '0117 496 0000', type: 'voice', languages: [language()] })
  const contact = () => ({ ...part('contact'), name: 'Front desk', title: 'Porter', phones: [phone()] })
  const schedule = (more: object) => ({
    ...part('schedule'),
    freq: 'WEEKLY',
    opens_at: '10:00',
    closes_at: '12:00',
    ...more,
  })
  const language = () => ({ ...part('language'), name: 'Polish', code: 'pl' })
  const area = () => ({ ...part('service_area'), name: 'Town', service_area: 'The old town' })
  const funding = () => ({ ...part('funding'), source: 'Lottery' })
  const page = () => ({ ...part('url'), label: 'Also', url: 'https://also.example/' })
  const program = () => ({ ...part('program'), name: 'Winter', description: 'All of winter.' })
  const lists = () => ({ phones: [phone()], contacts: [contact()] })
  const location = {
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
  const identifier = { ...part('organization_identifier'), identifier_type: 'Charity', identifier: '123' }
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
    organization: {
      ...part('organization'),
      ...lists(),
      name: 'Friends',
      description: 'Neighbours.',
      organization_identifiers: [identifier],
      additional_websites: [page()],
      funding: [funding()],
      programs: [program()],
    },
    service_at_locations: [
      {
        ...part('service_at_location'),
        ...lists(),
        schedules: [schedule({ byday: 'WE' })],
        service_areas: [area()],
        location,
      },
    ],
  }
}

let parts = 0

function part(kind: string): Readonly<Record<string, unknown>> {
  parts += 1
  return { id: `${kind}-${parts}`, ...extra(kind) }
}

function extra(kind: string): Readonly<Record<string, unknown>> {
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
