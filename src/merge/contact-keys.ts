import type { Contact, Phone } from '../model/contact.ts'
import type { Service } from '../model/service.ts'
import { readLink } from './normalise-link.ts'

/** Everything by which a service can be reached, of its own, its places and its organization, each in one spelling; the publisher's own too. */
export function readContactKeys(service: Service): ReadonlySet<string> {
  const { organization, serviceAtLocations: places = [] } = service
  const locations = places.flatMap((place) => place.location ?? [])
  const contacts: readonly Contact[] = [
    service,
    ...places,
    ...locations,
    ...(organization === undefined ? [] : [organization]),
  ].flatMap((each) => each.contacts ?? [])
  const phones: readonly Phone[] = [
    ...[service, ...places, ...locations, ...(organization === undefined ? [] : [organization])].flatMap(
      (each) => each.phones ?? [],
    ),
    ...contacts.flatMap((contact) => contact.phones ?? []),
  ]
  const emails = [service.email, organization?.email, ...contacts.map((contact) => contact.email)]
  const urls = [
    service.url,
    organization?.website,
    ...(service.additionalUrls ?? []).map((each) => each.url),
    ...(organization?.additionalWebsites ?? []).map((each) => each.url),
  ]
  return new Set([
    ...phones.map((phone) => phone.e164 ?? phone.number.replaceAll(/\D/g, '')),
    ...emails.flatMap((email) => email?.trim().toLowerCase() ?? []),
    ...urls.flatMap((url) => (url === undefined ? [] : showLink(url))),
  ])
}

function showLink(url: string): string {
  const link = readLink(url)
  return link === undefined ? url.trim().toLowerCase() : `${link.host}${link.path}`
}
