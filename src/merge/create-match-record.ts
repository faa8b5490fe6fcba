import { hash } from 'node:crypto'
import { parsePhoneNumberFromString } from 'libphonenumber-js'
import type { Contact, Phone } from '../model/contact.ts'
import type { Organization } from '../model/organization.ts'
import type { Service } from '../model/service.ts'
import type { MatchFeed, MatchRecord } from './match-record.ts'
import { compactName, readOrganizationName, readOrganizationTokens, readServiceName } from './normalise-name.ts'
import { isOwnHost, readEmailHost, readLink } from './normalise-link.ts'
import type { MatchLink } from './normalise-link.ts'
import { readAges } from './read-ages.ts'
import { readIdentifiers } from './read-identifiers.ts'
import { readReach } from './read-reach.ts'
import { readPlaceTokens, readSites } from './read-sites.ts'
import { present } from '../model/present.ts'
import { sourceFeedOf } from '../model/republished-words.ts'
import { uidOf } from '../model/record-uid.ts'

/** A description of fewer letters may be written twice by chance. */
const DISTINCTIVE_LETTERS = 60

/** What is stated of how to reach a provider, less what belongs to the publisher or to all the world. */
export interface MatchContacts {
  /** E.164. */
  readonly phones: readonly string[]
  readonly emails: readonly string[]
  /** Of the e-mail addresses and links. */
  readonly hosts: readonly string[]
  readonly links: readonly MatchLink[]
}

/** The plain shape a service is matched on, from the record with its organization and places nested as its feed states it. */
export function createMatchRecord(feed: MatchFeed, service: Service): MatchRecord {
  const { organization } = service
  const ages = readAges(service)
  return {
    key: uidOf({ feed: feed.slug, originId: service.id }),
    // Of a gateway's feed, records of several are as they were apart.
    feed: sourceOf(feed, service),
    originId: service.id,
    name: readServiceName(service.name),
    ...(organization?.name === undefined ? {} : { organization: readOrganizationName(organization.name) }),
    identifiers: readIdentifiers(organization),
    ...readServiceContacts(feed, service),
    sites: readSites(service),
    placeTokens: readPlaceTokens(service),
    ...present({ ages }),
    publisherAreas: feed.areaNames.map((name) => readOrganizationTokens(name).join(' ')),
    areaCodes: feed.areaCodes ?? [],
    withinCodes: feed.withinCodes ?? feed.areaCodes ?? [],
    ...readChangedOn(service),
    ...readDescriptionKey(service.description),
    ...readReach(service),
  }
}

/** Records of several feeds that one gateway republished are apart as they were; what it calls them are no feeds of ours. */
function sourceOf(feed: MatchFeed, { attributes }: Service): string {
  const source = sourceFeedOf(attributes)
  return source === undefined ? feed.slug : `${feed.slug} ${source}`
}

function readChangedOn({ assuredDate, lastModified }: Service): Pick<MatchRecord, 'changedOn'> {
  const last = [assuredDate, lastModified].flatMap((each) => each?.slice(0, 10) ?? []).toSorted()
  const changedOn = last.at(-1)
  return changedOn === undefined ? {} : { changedOn }
}

function readDescriptionKey(description = ''): Pick<MatchRecord, 'descriptionKey'> {
  const text = compactName(description)
  return text.length < DISTINCTIVE_LETTERS ? {} : { descriptionKey: hash('sha1', text, 'base64url').slice(0, 12) }
}

function readServiceContacts(feed: MatchFeed, service: Service): MatchContacts {
  const { organization } = service
  const places = service.serviceAtLocations ?? []
  const contacts = [
    ...(service.contacts ?? []),
    ...places.flatMap((place) => [...(place.contacts ?? []), ...(place.location?.contacts ?? [])]),
    ...(organization?.contacts ?? []),
  ]
  const phones = [
    ...(service.phones ?? []),
    ...places.flatMap((place) => [...(place.phones ?? []), ...(place.location?.phones ?? [])]),
    ...(organization?.phones ?? []),
  ]
  const urls = [service.url, ...(service.additionalUrls ?? []).map((each) => each.url), organization?.website]
  return readContacts(feed, { contacts, phones, emails: [service.email, organization?.email], urls })
}

/** The contacts of an organization itself. */
export function readOrganizationContacts(feed: MatchFeed, organization: Organization): MatchContacts {
  return readContacts(feed, {
    contacts: organization.contacts ?? [],
    phones: organization.phones ?? [],
    emails: [organization.email],
    urls: [organization.website, ...(organization.additionalWebsites ?? []).map((each) => each.url)],
  })
}

interface StatedContacts {
  readonly contacts: readonly Contact[]
  readonly phones: readonly Phone[]
  readonly emails: readonly (string | undefined)[]
  readonly urls: readonly (string | undefined)[]
}

function readContacts(feed: MatchFeed, stated: StatedContacts): MatchContacts {
  const isOwn = (host: string): boolean => isOwnHost(host, feed.ownHosts)
  const emails = [...stated.emails, ...stated.contacts.map((contact) => contact.email)]
    .filter((email) => email !== undefined)
    .map((email) => email.trim().toLowerCase())
  const links = stated.urls
    .flatMap((url) => (url === undefined ? [] : (readLink(url) ?? [])))
    .filter((link) => isOwn(link.host))
  const ownEmails = emails.filter((email) => !isPublishers(email, feed))
  const hosts = [
    ...emails.flatMap((email) => readEmailHost(email) ?? []).filter(isOwn),
    ...links.map((link) => link.host),
  ]
  const allPhones = [...stated.phones, ...stated.contacts.flatMap((contact) => contact.phones ?? [])]
  return {
    phones: [...new Set(allPhones.flatMap((phone) => readPhone(phone) ?? []))],
    emails: [...new Set(ownEmails)],
    hosts: [...new Set(hosts)],
    links: [...new Map(links.map((link) => [`${link.host}${link.path}`, link])).values()],
  }
}

/** An address at a shared mail host is still the provider's own; one at a council's host is the publisher's. */
function isPublishers(email: string, feed: MatchFeed): boolean {
  const host = readEmailHost(email)
  if (host === undefined || host.endsWith('.invalid') || host.startsWith('example.')) return true
  return (
    /(?:^|\.)gov\.(?:uk|wales|scot)$/.test(host) ||
    feed.ownHosts.some((own) => host === own || host.endsWith(`.${own}`))
  )
}

function readPhone(phone: Phone): string | undefined {
  if (phone.e164 !== undefined) return phone.e164
  const parsed = parsePhoneNumberFromString(phone.number, 'GB')
  return parsed?.isValid() === true ? parsed.number : undefined
}
