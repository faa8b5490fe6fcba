import type { Attributed } from './attribute.ts'
import type { Contact, Phone } from './contact.ts'
import type { AdditionalUrl, Funding, Program } from './service.ts'

/** HSDS `organization_identifier`, for example scheme `GB-COH` with a company number. */
export interface OrganizationIdentifier extends Attributed {
  readonly identifierScheme?: string
  readonly identifierType?: string
  readonly identifier: string
}

/** HSDS `organization`. `id` is the publisher's; where it gave none, the catalogue keys it by name within the feed. */
export interface Organization extends Attributed {
  readonly name?: string
  readonly alternateName?: string
  /** Plain text. */
  readonly description?: string
  /** Sanitised HTML; absent where the publisher sent plain text. */
  readonly descriptionHtml?: string
  readonly email?: string
  readonly website?: string
  readonly additionalWebsites?: readonly AdditionalUrl[]
  readonly logo?: string
  readonly uri?: string
  readonly taxStatus?: string
  readonly taxId?: string
  readonly yearIncorporated?: number
  readonly legalStatus?: string
  readonly parentOrganizationId?: string
  readonly organizationIdentifiers?: readonly OrganizationIdentifier[]
  readonly funding?: readonly Funding[]
  readonly contacts?: readonly Contact[]
  readonly phones?: readonly Phone[]
  readonly programs?: readonly Program[]
}
