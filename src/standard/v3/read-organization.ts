import type { Organization, OrganizationIdentifier } from '../../model/organization.ts'
import { readEmail } from '../fields/email.ts'
import { readInteger } from '../fields/number.ts'
import { readRichText } from '../fields/rich-text.ts'
import { readId, readName, readText } from '../fields/text.ts'
import { readUri, readUrl } from '../fields/url.ts'
import type { IssueCollector } from '../issue-collector.ts'
import { present } from '../../model/present.ts'
import { readEach, readOneOf } from '../read-members.ts'
import type { RawObject } from '../reading-context.ts'
import { readAttributed } from './read-attribute.ts'
import { readContact, readPhoneList } from './read-contact.ts'
import { readFunding, readProgram, readWebAddress } from './read-parts.ts'
import { referred } from './referred.ts'

/** The organization nested in a service, or one of which only `organization_id` is stated; undefined where neither. */
export function readOrganizationOfService(raw: RawObject, issues: IssueCollector): Organization | undefined {
  return referred(raw, 'organization_id', readOneOf(raw, 'organization', issues, readOrganization), issues)
}

/** HSDS `organization`; undefined where it says nothing at all. `url` serves where `website` is missing. */
function readOrganization(raw: RawObject, issues: IssueCollector): Organization | undefined {
  const description = readRichText(raw, 'description', issues)
  const organization: Organization = present({
    ...readAttributed(raw, issues),
    name: readName(raw, 'name', issues),
    alternateName: readName(raw, 'alternate_name', issues),
    description: description.text,
    descriptionHtml: description.html,
    email: readEmail(raw, 'email', issues),
    website: readUrl(raw, 'website', issues) ?? readUrl(raw, 'url', issues),
    additionalWebsites: readEach(raw, 'additional_websites', issues, readWebAddress),
    logo: readUrl(raw, 'logo', issues),
    uri: readUri(raw, 'uri', issues),
    ...readLegal(raw, issues),
    funding: readEach(raw, 'funding', issues, readFunding),
    contacts: readEach(raw, 'contacts', issues, readContact),
    phones: readPhoneList(raw, issues),
    programs: readEach(raw, 'programs', issues, readProgram),
  })
  return Object.keys(organization).length > 0 ? organization : undefined
}

function readLegal(raw: RawObject, issues: IssueCollector) {
  return {
    taxStatus: readText(raw, 'tax_status', issues),
    taxId: readText(raw, 'tax_id', issues),
    yearIncorporated: readInteger(raw, 'year_incorporated', issues),
    legalStatus: readText(raw, 'legal_status', issues),
    parentOrganizationId: readId(raw, 'parent_organization_id', issues),
    organizationIdentifiers: readEach(raw, 'organization_identifiers', issues, readIdentifier),
  }
}

function readIdentifier(raw: RawObject, issues: IssueCollector): OrganizationIdentifier | undefined {
  const identifier = readText(raw, 'identifier', issues)
  if (identifier === undefined) return undefined
  return present(readAttributed(raw, issues), {
    identifierScheme: readText(raw, 'identifier_scheme', issues),
    identifierType: readText(raw, 'identifier_type', issues),
    identifier,
  })
}
