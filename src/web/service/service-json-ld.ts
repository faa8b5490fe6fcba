import { safeAddress } from '../outside-link.ts'
import type { Place, ReadService, Schedule } from './service-answer.ts'

/**
 * The service in the words of schema.org: a GovernmentService where its publisher offers it itself, else a Service. What is not
 * stated is left out, and so are hours that are not plain weekly ones.
 */
export function serviceJsonLd(service: ReadService): Readonly<Record<string, unknown>> {
  const { organization, feed } = service
  const isOwn = organization?.name !== undefined && organization?.name === feed.publisher
  return {
    '@context': 'https://schema.org',
    '@type': isOwn ? 'GovernmentService' : 'Service',
    name: service.name,
    ...stated({ alternateName: service.alternateName, description: service.description, email: service.email }),
    ...stated({ url: safeAddress(service.url), sameAs: safeAddress(service.sourceUrl) }),
    ...stated({ provider: organizationOf(service, isOwn), termsOfService: service.feesDescription }),
    ...some(
      'serviceType',
      service.taxonomyTerms.map(({ name }) => name),
    ),
    ...some(
      'areaServed',
      service.serviceAreas.flatMap(({ name, serviceArea }) => name ?? serviceArea ?? []),
    ),
    ...some('availableChannel', channelsOf(service)),
    ...some('hoursAvailable', service.schedules.flatMap(hoursOf)),
    ...some('offers', offersOf(service)),
    ...(service.free !== null && { isAccessibleForFree: service.free }),
  }
}

function organizationOf({ organization }: ReadService, isOwn: boolean): object | undefined {
  if (organization?.name === undefined || organization.name === null) return undefined
  const type = isOwn ? 'GovernmentOrganization' : 'Organization'
  return { '@type': type, name: organization.name, ...stated({ url: safeAddress(organization.website) }) }
}

function channelsOf({ serviceAtLocations, phones, languages }: ReadService): readonly object[] {
  const spoken = some(
    'availableLanguage',
    languages.flatMap(({ name }) => name ?? []),
  )
  const places = serviceAtLocations.flatMap(({ location }) => (location === null ? [] : [placeOf(location)]))
  return [
    ...places.map((serviceLocation) => ({ '@type': 'ServiceChannel', serviceLocation, ...spoken })),
    ...phones.map(({ number, e164 }) => ({
      '@type': 'ServiceChannel',
      servicePhone: { '@type': 'ContactPoint', telephone: e164 ?? number },
      ...spoken,
    })),
  ]
}

function placeOf({ name, latitude, longitude, addresses }: NonNullable<Place['location']>): object {
  const [address] = addresses
  const isKnown = latitude !== null && longitude !== null
  return {
    '@type': 'Place',
    ...stated({ name }),
    ...(address !== undefined && {
      address: {
        '@type': 'PostalAddress',
        ...stated({ streetAddress: [address.address1, address.address2].filter(Boolean).join(', ') || null }),
        ...stated({ addressLocality: address.city, addressRegion: address.stateProvince }),
        ...stated({ postalCode: address.postalCode }),
      },
    }),
    ...(isKnown && { geo: { '@type': 'GeoCoordinates', latitude, longitude } }),
  }
}

const DAYS: Readonly<Record<string, string>> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
}

function hoursOf(schedule: Schedule): readonly object[] {
  const { freq, interval, byday, opensAt, closesAt, closed, unreadable } = schedule
  const days = (byday ?? '').split(',').map((day) => DAYS[day.trim()])
  const isPlain = freq === 'WEEKLY' && (interval ?? 1) === 1 && closed !== true && unreadable.length === 0
  if (!isPlain || opensAt === null || closesAt === null || days.includes(undefined)) return []
  return [{ '@type': 'OpeningHoursSpecification', dayOfWeek: days, opens: opensAt, closes: closesAt }]
}

function offersOf({ costOptions }: ReadService): readonly object[] {
  return costOptions.flatMap(({ option, amount, currency, amountDescription }) => {
    if (amount === null) return []
    const words = stated({ name: option, description: amountDescription })
    return [{ '@type': 'Offer', price: amount, priceCurrency: currency ?? 'GBP', ...words }]
  })
}

function stated(members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== null && value !== undefined))
}

function some(name: string, values: readonly unknown[]): Readonly<Record<string, unknown>> {
  return values.length === 0 ? {} : { [name]: values }
}
