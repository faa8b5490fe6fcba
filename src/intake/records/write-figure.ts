import { isSite, isStreetAddress } from '../../geography/place-location.ts'
import { readPostcode } from '../../geography/postcode.ts'
import type { Address, Location } from '../../model/location.ts'
import type { Contact } from '../../model/contact.ts'
import type { Service } from '../../model/service.ts'
import type { WriterStore } from '../../store/writer-store.ts'
import { groupBits, type FieldGroup } from '../../model/field-groups.ts'
import { present } from '../../model/present.ts'

const SHORTEST_DESCRIPTION = 50

/** Keeps what figures count by of a service record; `lids` are the location rows of its places, in order. */
export function writeFigure(
  store: WriterStore,
  service: Service,
  sid: number,
  lids: readonly (number | undefined)[],
): void {
  store.run('INSERT OR REPLACE INTO service_figure (sid, groups) VALUES (?, ?)', sid, groupBits(groupsOf(service)))
  for (const [at, { location }] of (service.serviceAtLocations ?? []).entries()) {
    const lid = lids[at]
    if (lid === undefined || location === undefined || !isSite(location)) continue
    const { uprn, address, premise, postcode } = siteOf(location)
    store.run(
      'INSERT OR REPLACE INTO site (lid, uprn, address, premise, postcode) VALUES (?, ?, ?, ?, ?)',
      lid,
      uprn ?? null,
      address ?? null,
      premise ?? null,
      postcode ?? null,
    )
  }
}

/** Groups of fields of which a record states anything, itself or at its places (docs/figures.md M19, M25). */
function groupsOf(service: Service): ReadonlySet<FieldGroup> {
  const places = service.serviceAtLocations ?? []
  const locations = places.flatMap(({ location }) => location ?? [])
  const holders = [service, ...places, ...locations]
  const languages = [...(service.languages ?? []), ...locations.flatMap((location) => location.languages ?? [])]
  const states: Readonly<Record<FieldGroup, boolean>> = {
    contact:
      service.email !== undefined ||
      service.url !== undefined ||
      holders.some(({ phones, contacts }) => isFilled(phones) || (contacts ?? []).some(isUsable)),
    place: locations.length > 0 || [service, ...places].some(({ serviceAreas }) => isFilled(serviceAreas)),
    schedule: holders.some(({ schedules }) => isFilled(schedules)),
    cost: isFilled(service.costOptions) || service.fees !== undefined || service.feesDescription !== undefined,
    eligibility:
      service.minimumAge !== undefined ||
      service.maximumAge !== undefined ||
      service.eligibilityDescription !== undefined,
    accessibility: locations.some(({ accessibility }) => isFilled(accessibility)),
    language: languages.length > 0,
    description: (service.description ?? '').length >= SHORTEST_DESCRIPTION,
    otherLanguage: languages.some(isNotEnglish),
  }
  return new Set((Object.keys(states) as FieldGroup[]).filter((group) => states[group]))
}

function isNotEnglish({ code, name }: NonNullable<Service['languages']>[number]): boolean {
  if (code !== undefined) return code !== 'en' && code !== 'eng'
  return name !== undefined && !/^english\b/i.test(name)
}

function isUsable({ email, phones }: Contact): boolean {
  return email !== undefined || isFilled(phones)
}

function isFilled(list: readonly unknown[] | undefined): boolean {
  return list !== undefined && list.length > 0
}

/** By what a site is known again, from its first address that one can go to. */
function siteOf(location: Location): {
  readonly uprn?: string
  readonly address?: string
  readonly premise?: string
  readonly postcode?: string
} {
  const isUprn = /uprn/i.test(location.externalIdentifierType ?? '') && location.externalIdentifier !== undefined
  const address = (location.addresses ?? []).find(isStreetAddress)
  const line = address === undefined ? '' : normalisedAddress(address)
  const premise = /^(?:unit |flat )?(\d+[a-z]?)\b/.exec(line)?.[1]
  return {
    ...(isUprn ? { uprn: (location.externalIdentifier ?? '').replace(/^0+/, '') } : {}),
    ...(line === '' ? {} : { address: line }),
    ...present({ premise, postcode: postcodeOf(address) }),
  }
}

/** Its postcode, or its half where no more is published, in one spelling; undefined where it is none. */
function postcodeOf(address: Address | undefined): string | undefined {
  const read = readPostcode(address?.postalCode ?? '')
  return read.kind === 'NONE' ? undefined : read.kind === 'OUTCODE' ? read.outcode : read.postcode
}

/** One spelling for a street address: case, punctuation and the common short forms aside. */
function normalisedAddress({ address1, address2 }: Address): string {
  return [address1, address2]
    .filter((part) => part !== undefined)
    .join(' ')
    .toLowerCase()
    .replaceAll(/['’.]/g, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .replaceAll(
      /\b(street|road|avenue|lane|saint)\b/g,
      (word) => ({ street: 'st', road: 'rd', avenue: 'ave', lane: 'ln', saint: 'st' })[word] ?? word,
    )
    .trim()
}
