import type { OrganizationIdentifier } from '../../model/organization.ts'
import { builder } from '../builder.ts'
import { attributedFields, itself, providedText } from '../provided-fields.ts'

export const OrganizationIdentifierRef = builder.objectRef<OrganizationIdentifier>('OrganizationIdentifier').implement({
  description: 'An identifier of an organization in another register (HSDS organization_identifier).',
  fields: (t) => ({
    ...attributedFields(t, 'organization identifier'),
    ...providedText(t, 'String', itself, {
      identifierScheme: 'The register by its org-id.guide code, for example GB-COH. Null if not provided.',
      identifierType: 'The register in words, for example Company number. Null if not provided.',
    }),
    identifier: t.exposeString('identifier', { nullable: false, description: 'The identifier itself.' }),
  }),
})
