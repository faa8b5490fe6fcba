import type { Service } from '../../src/model/service.ts'
import { pick } from './pick.ts'

/** Shares of the mangler of data/matching/INDEX.md: characters dropped, characters replaced, fields blanked. */
const DROPPED = 0.02
const REPLACED = 0.02
const BLANKED = 0.02

/** How another council's officers write the same down: one of each row, each way round. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/\bSt\b/, 'Saint'],
  [/\band\b/, '&'],
  [/ (?:CIC|CIO|Ltd|Trust)$/, ''],
  [/\bStreet\b/, 'St'],
  [/\bRoad\b/, 'Rd'],
  [/\bAvenue\b/, 'Ave'],
  [/\bCentre\b/, 'Center'],
  [/\bGroup\b/, 'group'],
]

/** A second council's record of the same service: slips, blanks, other spellings, another number or site now and then. */
export function mangleService(service: Service, id: string, random: () => number): Service {
  const slip = (text: string): string => slipText(spellOtherwise(text, random), random)
  const isKept = (): boolean => random() >= BLANKED
  const { url, email, phones, organization, serviceAtLocations, minimumAge, assuredDate } = service
  return {
    id,
    name: slip(service.name),
    ...(url !== undefined && isKept() ? { url: otherUrl(url, random) } : {}),
    ...(email !== undefined && isKept() ? { email } : {}),
    ...(phones !== undefined && isKept() ? { phones: random() < 0.1 ? [otherPhone(random)] : phones } : {}),
    ...(organization?.name !== undefined && isKept()
      ? { organization: { ...organization, ...mangleNumbers(organization, random), name: slip(organization.name) } }
      : {}),
    ...(serviceAtLocations !== undefined && isKept()
      ? { serviceAtLocations: mangleSites(serviceAtLocations, slip, random) }
      : {}),
    ...(minimumAge !== undefined && isKept() ? { minimumAge } : {}),
    ...(assuredDate === undefined ? {} : { assuredDate }),
  }
}

function slipText(text: string, random: () => number): string {
  return Array.from(text)
    .flatMap((letter) => {
      const chance = random()
      if (chance < DROPPED) return []
      return chance < DROPPED + REPLACED && /[a-z]/i.test(letter)
        ? [pick(random, ['a', 'e', 'i', 'o', 'r', 's', 't'])]
        : [letter]
    })
    .join('')
}

function spellOtherwise(text: string, random: () => number): string {
  return SPELLINGS.reduce((spelt, [from, to]) => (random() < 0.5 ? spelt.replace(from, to) : spelt), text)
}

function otherUrl(url: string, random: () => number): string {
  const bare = random() < 0.5 ? url.replace('www.', '') : url
  const scheme = random() < 0.3 ? bare.replace('https:', 'http:') : bare
  return random() < 0.5 ? `${scheme}/` : scheme
}

function otherPhone(random: () => number): { readonly number: string; readonly e164: string } {
  const number = `+44300${String(Math.floor(random() * 1e7)).padStart(7, '0')}`
  return { number, e164: number }
}

function mangleNumbers(
  organization: NonNullable<Service['organization']>,
  random: () => number,
): Pick<typeof organization, 'organizationIdentifiers'> {
  const stated = organization.organizationIdentifiers
  if (stated === undefined) return {}
  if (random() < 0.3) return { organizationIdentifiers: [] }
  return {
    organizationIdentifiers: stated.map((each) => ({
      ...each,
      identifier: `${each.identifier.slice(0, 3)} ${each.identifier.slice(3)}`,
    })),
  }
}

function mangleSites(
  places: NonNullable<Service['serviceAtLocations']>,
  slip: (text: string) => string,
  random: () => number,
): NonNullable<Service['serviceAtLocations']> {
  return places.flatMap(({ location }) => {
    if (location === undefined) return []
    const { latitude, longitude, ...rest } = location
    const hasPoint = random() < 0.6 && latitude !== undefined && longitude !== undefined
    const addresses = (location.addresses ?? []).map((address) => ({
      ...address,
      address1: slip(address.address1 ?? ''),
      postalCode: random() < 0.5 ? (address.postalCode ?? '').replace(' ', '') : (address.postalCode ?? ''),
    }))
    return [
      {
        location: {
          ...rest,
          addresses,
          precision: hasPoint ? ('POINT' as const) : ('POSTCODE' as const),
          ...(hasPoint
            ? { latitude: latitude + (random() - 0.5) * 0.0004, longitude: longitude + (random() - 0.5) * 0.0004 }
            : {}),
        },
      },
    ]
  })
}
