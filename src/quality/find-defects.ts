import type { Location } from '../model/location.ts'
import type { Service } from '../model/service.ts'
import { daysSince } from './days-since.ts'
import type { Defect, FoundDefect } from './penalties.ts'
import type { QualityContext } from './quality.ts'
import { isDialable, isEmail, isUkPostcode, isWebAddress } from './read-service-parts.ts'

/** The United Kingdom with its islands and a margin. */
const UK_BOX = { south: 49.8, north: 60.95, west: -8.7, east: 1.9 }

/** What publishers write where they have nothing to say, as a whole value or a host. */
const PLACEHOLDER =
  /^(?:abc ?1234|lorem ipsum.*|tbc|tba|n\/a|xxx+|test)$|(?:^|[/@.])example\.(?:com|org|net)\b|@noemail\.invalid$/i

/** The defects of `PENALTIES` that show in the record itself, with their paths. */
export function findDefects(service: Service, context: Pick<QualityContext, 'now'>): readonly FoundDefect[] {
  const { minimumAge, maximumAge } = service
  const found: (readonly [boolean, Defect, string])[] = [
    [minimumAge !== undefined && maximumAge !== undefined && minimumAge > maximumAge, 'AGES', 'minimum_age'],
    [service.url !== undefined && !isWebAddress(service.url), 'ADDRESS', 'url'],
    [service.email !== undefined && !isEmail(service.email), 'ADDRESS', 'email'],
    [(daysSince(service.assuredDate, context.now) ?? 0) < 0, 'ASSURED', 'assured_date'],
    ...[service.name, service.description, service.url, service.email].map(
      (text, at) =>
        [
          text !== undefined && PLACEHOLDER.test(text.trim()),
          'PLACEHOLDER',
          ['name', 'description', 'url', 'email'][at] ?? '',
        ] as const,
    ),
    ...[...(service.phones ?? []), ...(service.contacts ?? []).flatMap((contact) => contact.phones ?? [])].map(
      (phone) => [!isDialable(phone), 'PHONE', 'phones'] as const,
    ),
  ]
  return [
    ...found.flatMap(([isThere, defect, path]) => (isThere ? [{ defect, path }] : [])),
    ...(service.serviceAtLocations ?? []).flatMap(({ location }, at) =>
      location === undefined ? [] : findPlaceDefects(location, `service_at_locations[${at}].location`),
    ),
  ]
}

function findPlaceDefects(location: Location, path: string): readonly FoundDefect[] {
  const codes = (location.addresses ?? []).flatMap((address) => address.postalCode ?? [])
  const defects: FoundDefect[] = codes
    .filter((code) => !isUkPostcode(code))
    .map(() => ({ defect: 'POSTCODE', path: `${path}.addresses.postal_code` }))
  const { latitude, longitude } = location
  if (latitude === undefined || longitude === undefined) return defects
  if (latitude < UK_BOX.south || latitude > UK_BOX.north || longitude < UK_BOX.west || longitude > UK_BOX.east) {
    return [...defects, { defect: 'POINT_IMPOSSIBLE', path }]
  }
  return defects
}
