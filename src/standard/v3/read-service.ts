import type { Service } from '../../model/service.ts'
import { readAgeSpan } from '../fields/age.ts'
import { toAttendingTypes } from '../fields/attending.ts'
import { readPastDate } from '../fields/date.ts'
import { readEmail } from '../fields/email.ts'
import { readRichText } from '../fields/rich-text.ts'
import { readName, readText } from '../fields/text.ts'
import { readUrl } from '../fields/url.ts'
import type { IssueCollector } from '../issue-collector.ts'
import { present } from '../../model/present.ts'
import { readEach, readOneOf } from '../read-members.ts'
import type { RawObject } from '../reading-context.ts'
import { readAttributed } from './read-attribute.ts'
import { contradictionsOf } from './contradictions-of.ts'
import {
  readCapacity,
  readCostOption,
  readFunding,
  readProgram,
  readRequiredDocument,
  readWebAddress,
} from './read-parts.ts'
import { readContact, readPhoneList } from './read-contact.ts'
import { readLanguages } from './read-language.ts'
import { readLastModified } from './read-last-modified.ts'
import { readOrganizationOfService } from './read-organization.ts'
import { readSchedule } from './read-schedule.ts'
import { settleUtcTimes } from './settle-utc-times.ts'
import { readServiceArea } from './read-service-area.ts'
import { readServiceAtLocation } from './read-service-at-location.ts'
import { readStatus } from './read-status.ts'
import { referred } from './referred.ts'

/** A service of the 3.x shape (HSDS 3.1 and all before it) in the model; undefined where it has no name. */
export function readService(
  raw: RawObject,
  id: string,
  issues: IssueCollector,
  now: number | undefined,
): Service | undefined {
  issues.begin(raw)
  const name = readName(raw, 'name', issues)
  if (name === undefined) return undefined
  const words = readWords(raw, issues)
  const service: Service = present(
    { ...readAttributed(raw, issues), id, name },
    words,
    readFacts(raw, issues, now),
    settleUtcTimes(readNested(raw, issues), words.description),
  )
  for (const code of contradictionsOf(service)) issues.report(code, 'description', raw['description'])
  const extensions = { ...issues.unread(service), ...issues.originals() }
  if (issues.leftOut() > 0) issues.report('MEMBERS_LEFT_OUT', undefined, issues.leftOut())
  return Object.keys(extensions).length > 0 ? { ...service, extensions } : service
}

function readWords(raw: RawObject, issues: IssueCollector) {
  const description = readRichText(raw, 'description', issues)
  return {
    alternateName: readName(raw, 'alternate_name', issues),
    description: description.text,
    descriptionHtml: description.html,
    fees: readText(raw, 'fees', issues),
    feesDescription: readText(raw, 'fees_description', issues),
    accreditations: readText(raw, 'accreditations', issues),
    licenses: readText(raw, 'licenses', issues),
    applicationProcess: readText(raw, 'application_process', issues),
    interpretationServices: readText(raw, 'interpretation_services', issues),
    waitTime: readText(raw, 'wait_time', issues),
    eligibilityDescription: readText(raw, 'eligibility_description', issues),
    alert: readText(raw, 'alert', issues),
  }
}

function readFacts(raw: RawObject, issues: IssueCollector, now: number | undefined) {
  return {
    url: readUrl(raw, 'url', issues),
    additionalUrls: readEach(raw, 'additional_urls', issues, readWebAddress),
    email: readEmail(raw, 'email', issues),
    status: readStatus(raw, issues),
    ...readAgeSpan(raw, issues),
    assuredDate: readPastDate(raw, 'assured_date', issues, now),
    assurerEmail: readEmail(raw, 'assurer_email', issues),
    lastModified: readLastModified(raw, issues, now),
    attendingTypes: readAttendingTypes(raw),
  }
}

function readNested(raw: RawObject, issues: IssueCollector) {
  return {
    organization: readOrganizationOfService(raw, issues),
    program: referred(raw, 'program_id', readOneOf(raw, 'program', issues, readProgram), issues),
    schedules: readEach(raw, 'schedules', issues, readSchedule),
    serviceAreas: readEach(raw, 'service_areas', issues, readServiceArea),
    serviceAtLocations: readEach(raw, 'service_at_locations', issues, readServiceAtLocation),
    languages: readLanguages(raw, issues),
    funding: readEach(raw, 'funding', issues, readFunding),
    costOptions: readEach(raw, 'cost_options', issues, readCostOption),
    requiredDocuments: readEach(raw, 'required_documents', issues, readRequiredDocument),
    capacities: readEach(raw, 'capacities', issues, readCapacity),
    contacts: readEach(raw, 'contacts', issues, readContact),
    phones: readPhoneList(raw, issues),
  }
}

// 1.0's words for it are no field of 3.x: they stay in the extensions.
function readAttendingTypes({ attending_type: words }: RawObject): Service['attendingTypes'] {
  return typeof words === 'string' ? toAttendingTypes(words) : undefined
}
