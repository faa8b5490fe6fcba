import type { StoredOrganization } from '../../model/stored-records.ts'
import { ContactRef, PhoneRef } from '../contact.ts'
import { FundingRef } from '../service/cost-option.ts'
import { fromFullOrganization } from '../node/detail.ts'
import { FeedRecordRef } from '../feed/feed-record.ts'
import { refText } from '../node/current-records.ts'
import { keptBy } from '../kept-texts.ts'
import { NodeRef } from '../node/node.ts'
import { ProgramRef } from '../service/program.ts'
import { AttributeRef, MetadataRef, OrganizationRef, ServiceConnectionRef } from '../refs.ts'
import { AdditionalUrlRef } from '../service/service-capacity.ts'
import { nestedServiceArguments } from '../service/service-connection.ts'
import { connectServices } from '../service/service-connection-data.ts'
import { providedNumbers, providedText, attributedFields, itself } from '../provided-fields.ts'
import type { OrganizationIdentifier } from '../../model/organization.ts'
import { builder } from '../builder.ts'

const OrganizationIdentifierRef = builder.objectRef<OrganizationIdentifier>('OrganizationIdentifier').implement({
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

OrganizationRef.implement({
  description: 'An organization that offers services, as one record of one feed publishes it (HSDS organization).',
  extensions: keptBy<StoredOrganization>(({ provenance }) => refText(provenance)),
  interfaces: [NodeRef, FeedRecordRef],
  fields: (t) => ({
    ...providedText(t, 'String', organizationOf, {
      name: 'The official or public name of the organization. Null if not provided.',
      alternateName: 'Another name the organization goes by. Null if not provided.',
      description: 'What the organization does, as plain text. Null if not provided.',
      descriptionHtml: 'The description as HTML that is safe to show. Null where the publisher sent plain text.',
      email: 'An email address of the organization. Null if not provided.',
      logo: 'Where the logo of the organization is found, as published. Null if not provided.',
      legalStatus: 'The legal form of the organization. Null if not provided.',
      taxStatus: 'The tax status of the organization, as published. Null if not provided.',
      taxId: 'The tax identifier of the organization. Null if not provided.',
      parentOrganizationId: "The publisher's identifier of the organization it belongs to. Null if not provided.",
    }),
    ...providedText(t, 'URL', organizationOf, {
      website: 'The website of the organization. Null if not provided.',
      uri: 'A URI that identifies the organization. Null if not provided.',
    }),
    ...providedNumbers(t, 'Int', organizationOf, {
      yearIncorporated: 'The year in which the organization was formed. Null if not provided.',
    }),
    additionalWebsites: t.field({
      type: [AdditionalUrlRef],
      nullable: false,
      description: 'Further websites of the organization. Empty where none are provided.',
      resolve: ({ organization }) => organization.additionalWebsites ?? [],
    }),
    parentOrganization: t.field({
      type: OrganizationRef,
      nullable: true,
      description: 'The organization it belongs to. Null if not provided, or if the feed does not publish it.',
      resolve: (stored, _args, { loaders }) => loaders.parentOfOrganization.follow(stored)[0],
    }),
    organizationIdentifiers: t.field({
      type: [OrganizationIdentifierRef],
      nullable: false,
      description: 'Identifiers of the organization in other registers. Empty where none are provided.',
      resolve: (stored, _args, context) =>
        fromFullOrganization(stored, context, ({ organizationIdentifiers }) => organizationIdentifiers ?? []),
    }),
    funding: t.field({
      type: [FundingRef],
      nullable: false,
      description: 'Who funds the organization. Empty where nothing is provided.',
      resolve: (stored, _args, context) => fromFullOrganization(stored, context, ({ funding }) => funding ?? []),
    }),
    contacts: t.field({
      type: [ContactRef],
      nullable: false,
      description: 'Whom to turn to about the organization. Empty where nobody is named.',
      resolve: (stored, _args, context) => fromFullOrganization(stored, context, ({ contacts }) => contacts ?? []),
    }),
    phones: t.field({
      type: [PhoneRef],
      nullable: false,
      description: 'Telephone numbers of the organization. Empty where none are provided.',
      resolve: (stored, _args, context) => fromFullOrganization(stored, context, ({ phones }) => phones ?? []),
    }),
    programs: t.field({
      type: [ProgramRef],
      nullable: false,
      description: 'Programmes of the organization. Empty where none are provided.',
      resolve: (stored, _args, context) => fromFullOrganization(stored, context, ({ programs }) => programs ?? []),
    }),
    attributes: t.field({
      type: [AttributeRef],
      nullable: false,
      description: 'The taxonomy terms and values that the organization is linked to. Empty where none are provided.',
      resolve: (stored, _args, context) => fromFullOrganization(stored, context, ({ attributes }) => attributes ?? []),
    }),
    metadata: t.field({
      type: [MetadataRef],
      nullable: false,
      description: 'What was changed about the organization, when and how. Empty where nothing is provided.',
      resolve: (stored, _args, context) => fromFullOrganization(stored, context, ({ metadata }) => metadata ?? []),
    }),
    services: t.field({
      type: ServiceConnectionRef,
      nullable: false,
      description: 'The services that the organization offers.',
      args: nestedServiceArguments,
      resolve: ({ provenance }, args, context, info) => {
        const { feed, originId } = provenance
        return connectServices(context, args, info, { organization: { feed, originId } })
      },
    }),
  }),
})

function organizationOf(stored: StoredOrganization): StoredOrganization['organization'] {
  return stored.organization
}
