import type { Service } from '../../src/model/service.ts'
import { createRandom } from '../../test/create-random.ts'
import { pick } from './pick.ts'

/** An invented service with the town it is in; every provider runs several, under one roof or in several towns. */
export interface Invented {
  readonly service: Service
  readonly town: number
}

const FIRST = [
  'Alder',
  'Birch',
  'Crown',
  'Dunmore',
  'Ember',
  'Fennel',
  'Gorse',
  'Harrow',
  'Ivel',
  'Juniper',
  'Kestrel',
  'Linden',
  'Marl',
  'Nettle',
  'Orchard',
  'Penhall',
  'Quarry',
  'Rowan',
  'Sorrel',
  'Tansy',
  'Umber',
  'Verity',
  'Wharf',
  'Yarrow',
] as const
const SECOND = [
  'bank',
  'brook',
  'field',
  'gate',
  'hill',
  'mead',
  'ridge',
  'side',
  'ton',
  'wick',
  'wood',
  'worth',
] as const
const BODY = [
  'Community Trust',
  'Family Centre CIO',
  'Carers Ltd',
  'Wellbeing CIC',
  'Baptist Church',
  'Residents Association',
  'Sports Club',
  'Arts Project',
  'Advice Bureau',
  'Village Hall',
] as const
const THEME = [
  'Lunch Club',
  'Tai Chi',
  'Parent and Toddler Group',
  'Debt Advice',
  'Walking Group',
  'Memory Cafe',
  'Befriending',
  'Line Dancing',
  'Food Bank',
  'Homework Club',
  'Singing for Breathing',
  'Carers Support',
  'Job Club',
  'Baby Massage',
  'Gardening Project',
  'Chair Yoga',
  'Bereavement Support',
  'Digital Skills',
] as const
const STREET = [
  'High Street',
  'Church Lane',
  'Station Road',
  'Mill Road',
  'Victoria Avenue',
  'The Green',
  'Albert Square',
  'Park Close',
] as const
const LETTERS = 'ABDEFGHJLNPQRSTUWXYZ'

/** `count` services of invented providers in invented towns, the same for the same seed. Towns have one outcode each. */
export function inventServices(count: number, seed: number): readonly Invented[] {
  const random = createRandom(seed)
  const services: Invented[] = []
  while (services.length < count) services.push(...inventProvider(random, services.length))
  return services.slice(0, count)
}

function inventProvider(random: () => number, from: number): readonly Invented[] {
  const place = `${pick(random, FIRST)}${pick(random, SECOND)}`
  const name = `${random() < 0.3 ? 'St ' : ''}${place} ${pick(random, BODY)}`
  const domain = `${place.toLowerCase()}${Math.floor(random() * 900)}.org.uk`
  const number = String(1_000_000 + Math.floor(random() * 190_000))
  const hasNumber = random() < 0.4
  const town = Math.floor(random() * 40)
  const organization = {
    name,
    website: `https://www.${domain}/`,
    ...(hasNumber ? { organizationIdentifiers: [{ identifierScheme: 'GB-CHC', identifier: number }] } : {}),
  }
  const site = inventSite(random, town)
  const phone = `+4411${String(Math.floor(random() * 1e8)).padStart(8, '0')}`
  // Each theme once: two listings of one provider that differ in nothing would be one service.
  const themes = new Set(Array.from({ length: 1 + Math.floor(random() * 4) }, () => pick(random, THEME)))
  return [...themes].map((theme, at) => {
    const title = random() < 0.4 ? `${place} ${theme}` : theme
    return {
      town,
      service: {
        ...inventService(random, String(from + at), title, domain),
        organization,
        ...site,
        phones: [{ number: phone, e164: phone }],
      },
    }
  })
}

function inventService(random: () => number, id: string, name: string, domain: string): Service {
  const age = pick(random, [undefined, 0, 5, 18, 50, 65])
  return {
    id,
    name,
    url: `https://www.${domain}/${name.toLowerCase().replaceAll(' ', '-')}`,
    ...(random() < 0.7 ? { email: `info@${domain}` } : {}),
    ...(age === undefined ? {} : { minimumAge: age }),
  }
}

function inventSite(random: () => number, town: number): Pick<Service, 'serviceAtLocations'> {
  const letter = (): string => LETTERS[Math.floor(random() * LETTERS.length)] ?? 'A'
  const postalCode = `B${town + 1} ${Math.floor(random() * 10)}${letter()}${letter()}`
  const address1 = `${1 + Math.floor(random() * 150)} ${pick(random, STREET)}`
  const latitude = 51 + (town % 8) * 0.2 + random() * 0.05
  const longitude = -2 + Math.floor(town / 8) * 0.3 + random() * 0.05
  return {
    serviceAtLocations: [
      {
        location: {
          locationType: 'PHYSICAL',
          precision: 'POINT',
          latitude,
          longitude,
          addresses: [{ address1, postalCode }],
        },
      },
    ],
  }
}
