import type { CouncilRecords, SampleService } from '../council-records.ts'
import { FARROW_CODE, inFarrow } from './around.ts'
import { stableUuid } from './stable-id.ts'

const DOMAIN = 'farrowisland.example'
const TAXONOMY_URI = 'https://terms.saltmere.example/service'

// Names that nobody else in the region uses, each with its day, hours and the code of its heading; only some have one.
const SERVICES = [
  ['Farrow Lifeboat House Lunches', 'WE', '12:00', '13:30', 'A hot dinner with company; the first is free.', '411'],
  ['Farrow Ferry Fare Help', 'MO', '10:00', '12:00', 'A fund that pays islanders’ fares to hospital.', '810'],
  ['North End Short-Mat Bowls', 'TH', '14:00', '16:00', 'Woods are lent.', '710'],
  ['Farrow Sea Dippers', 'SU', '08:30', '09:30', 'A short swim with lifeguards at slack water.', '710'],
  ['Island Toddlers', 'TU', '09:30', '11:00', 'Songs and toys for children up to four.', '310'],
  ['Farrow Net Loft Makers', 'SA', '10:00', '13:00', 'Knots, nets and quilts.', ''],
  ['The Farrow Listening Bench', 'FR', '11:00', '12:00', 'Somebody to talk to by the harbour.', ''],
  ['South Light Book Box', 'MO', '09:00', '17:00', 'Borrow a book, leave a book.', ''],
  ['Farrow Form Fillers', 'WE', '15:00', '17:00', 'Help with any form.', ''],
  ['Kelp and Kitchen', 'TH', '17:30', '19:30', 'Cooking together with what grows here.', ''],
  ['Farrow Radio Club', 'TU', '19:00', '21:00', 'Short wave, long evenings.', ''],
  ['Harbour Dog Walkers', 'SA', '08:00', '09:00', 'We walk the dogs of people who can not.', ''],
] as const

const TERMS = [
  ['310', 'Youth activities'],
  ['411', 'Lunch clubs'],
  ['710', 'Sport and movement'],
  ['810', 'Transport'],
] as const

/** What an island's council published when it was last read, forty days ago: twelve services, most of them without a heading. */
export function lapsedDirectory(): CouncilRecords {
  const organizationId = stableUuid('farrow-island/organization')
  const taxonomyId = stableUuid('farrow-island/taxonomy')
  const termIdOf = (code: string): string => stableUuid(`farrow-island/term/${code}`)
  const locationIdOf = (at: number): string => stableUuid(`farrow-island/location/${at}`)
  return {
    organizations: [
      {
        id: organizationId,
        name: 'Farrow Island Council',
        description: 'The council of Farrow Island.',
        website: `https://www.${DOMAIN}`,
      },
    ],
    locations: SERVICES.map((_, at) => {
      const [longitude, latitude] = inFarrow(at / SERVICES.length)
      return { id: locationIdOf(at), type: 'physical', latitude, longitude, district: FARROW_CODE, ward: '' }
    }),
    services: SERVICES.map(([name, byday, opensAt, closesAt, description, code], at): SampleService => ({
      id: stableUuid(`farrow-island/service/${at}`),
      name,
      description,
      url: `https://www.${DOMAIN}/service-${at + 1}`,
      email: `hello@${DOMAIN}`,
      status: 'active',
      created: '2024-03-04',
      modified: `2026-09-0${1 + (at % 9)}T10:00:00Z`,
      assuredDate: '2026-08-14',
      organizationId,
      locationIds: [locationIdOf(at)],
      attending: ['in person'],
      schedules: [{ freq: 'WEEKLY', byday, opensAt, closesAt }],
      ...(code === '710' && { costs: [{ option: 'Per session', amount: 3 }] }),
      ...(code !== '' && { termIds: [termIdOf(code)] }),
    })),
    taxonomies: [
      {
        id: taxonomyId,
        name: 'Saltmere Services',
        description: 'The list of services that the councils of Saltmere and Port Wexholme share',
        uri: TAXONOMY_URI,
      },
    ],
    terms: TERMS.map(([code, name]) => ({
      ...{ id: termIdOf(code), taxonomyId, name, code },
      uri: `${TAXONOMY_URI}/${code}`,
    })),
  }
}
