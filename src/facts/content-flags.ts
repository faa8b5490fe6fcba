import type { Address } from '../model/location.ts'
import type { Service } from '../model/service.ts'

/** What a service record may have that a feed is measured by; each is a bit of the number kept. */
export const CONTENT_FLAGS = {
  taxonomyTerm: 1,
  coordinates: 2,
  postcode: 4,
  serviceArea: 8,
  schedule: 16,
  contact: 32,
  organization: 64,
} as const

/** The flags of what a service has, itself or at any of its places; a half postcode counts for none. */
export function contentFlags(service: Service): number {
  const places = service.serviceAtLocations ?? []
  const locations = places.flatMap(({ location }) => location ?? [])
  const holders = [service, ...places, ...locations]
  const addresses = locations.flatMap((location) => location.addresses ?? [])
  const has: Readonly<Record<keyof typeof CONTENT_FLAGS, boolean>> = {
    taxonomyTerm: hasTerm(service),
    coordinates: locations.some(({ latitude }) => latitude !== undefined),
    postcode: addresses.some(hasPostcode),
    serviceArea: [service, ...places].some(({ serviceAreas }) => isFilled(serviceAreas)),
    schedule: holders.some(({ schedules }) => isFilled(schedules)),
    contact:
      service.email !== undefined ||
      service.url !== undefined ||
      holders.some(({ phones, contacts }) => isFilled(phones) || (contacts ?? []).some(isUsable)),
    organization: service.organization?.id !== undefined || service.organization?.name !== undefined,
  }
  const names = Object.keys(CONTENT_FLAGS) as (keyof typeof CONTENT_FLAGS)[]
  return names.reduce((flags, name) => flags | (has[name] ? CONTENT_FLAGS[name] : 0), 0)
}

/** A term stands wherever attributes may stand: on the service, or on what it has. */
function hasTerm({ attributes = [], ...rest }: Service): boolean {
  const parts = Object.values(rest).filter((part) => Array.isArray(part))
  const nested = parts.flatMap((part: readonly { readonly attributes?: Service['attributes'] }[]) =>
    part.flatMap((each) => each.attributes ?? []),
  )
  return [...attributes, ...nested].some(({ taxonomyTerm }) => taxonomyTerm !== undefined)
}

function hasPostcode({ postalCode }: Address): boolean {
  return postalCode !== undefined && /\d[A-Z]{2}$/i.test(postalCode.trim())
}

function isUsable({ email, phones }: NonNullable<Service['contacts']>[number]): boolean {
  return email !== undefined || isFilled(phones)
}

function isFilled(list: readonly unknown[] | undefined): boolean {
  return list !== undefined && list.length > 0
}
