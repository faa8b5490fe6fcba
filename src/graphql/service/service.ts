import type { StoredService } from '../../model/stored-records.ts'
import { AttendingTypeRef } from './attending-type.ts'
import type { RequestContext } from '../context.ts'
import { fromFullService } from '../node/detail.ts'
import { FeedRecordRef } from '../feed/feed-record.ts'
import { refText } from '../node/current-records.ts'
import { keptBy } from '../kept-texts.ts'
import { NodeRef } from '../node/node.ts'
import { RecordIssueRef } from '../feed/record-issue.ts'
import { OrganizationRef, ServiceRef } from '../refs.ts'
import { nextOpeningField } from './next-opening.ts'
import { serviceDetailFields } from './service-detail-fields.ts'
import { ServiceStatusRef } from './service-status.ts'
import { AdditionalUrlRef } from './service-capacity.ts'
import { providedNumbers, providedText } from '../provided-fields.ts'

ServiceRef.implement({
  description: 'A service that an organization offers, as one record of one feed publishes it (HSDS service).',
  extensions: keptBy<StoredService>(({ provenance }) => refText(provenance)),
  interfaces: [NodeRef, FeedRecordRef],
  fields: (t) => ({
    name: t.string({
      nullable: false,
      description: 'The official or public name of the service.',
      resolve: ({ service }) => service.name,
    }),
    ...providedText(t, 'String', serviceOf, {
      alternateName: 'Another name the service goes by. Null if not provided.',
      description: 'What the service is, as plain text. Null if not provided.',
      descriptionHtml: 'The description as HTML that is safe to show. Null where the publisher sent plain text.',
      email: 'An email address for enquiries about the service. Null if not provided.',
      fees: 'What the service costs, in words. Null if not provided.',
      feesDescription: 'The fees of the service and how they come about. Null if not provided.',
      accreditations: 'Accreditations of the service. Null if not provided.',
      licenses: 'Licences the service needs or holds. Null if not provided.',
      applicationProcess: 'The steps one takes to have the service. Null if not provided.',
      interpretationServices: 'Interpretation offered to those who have the service. Null if not provided.',
      waitTime: 'How long one waits for the service, in words. Null if not provided.',
      eligibilityDescription: 'Who may have the service, in words. Null if not provided.',
      alert: 'A notice about the service that matters now. Null if not provided.',
    }),
    ...providedText(t, 'URL', serviceOf, { url: 'The page of the service. Null if not provided.' }),
    ...providedText(t, 'Date', serviceOf, {
      assuredDate: 'The day on which the information was last assured to be right. Null if not provided.',
    }),
    ...providedNumbers(t, 'Float', serviceOf, {
      minimumAge:
        'The least age in years of a person who may have the service. Null if there is none or it is not provided.',
      maximumAge:
        'The greatest age in years of a person who may have the service. Null if there is none or it is not provided.',
    }),
    hasUnreadableAges: t.boolean({
      nullable: false,
      description:
        'True where an age was published that could not be read, or the two contradict each other, so that whom the service is for is not known for certain.',
      resolve: ({ service }) => service.hasUnreadableAges === true,
    }),
    nextOpening: nextOpeningField(t),
    status: t.field({
      type: ServiceStatusRef,
      nullable: true,
      description: 'The current status of the service. Null if not provided.',
      resolve: ({ service }) => service.status,
    }),
    assurerEmail: t.string({
      nullable: true,
      description:
        'The email address of who assured the information. Null if not provided, and always null unless this gateway is configured to show assurers.',
      resolve: ({ service }, _args, { showAssurers }) => (showAssurers ? service.assurerEmail : null),
    }),
    additionalUrls: t.field({
      type: [AdditionalUrlRef],
      nullable: false,
      description: 'Further pages about the service. Empty where none are provided.',
      resolve: ({ service }) => service.additionalUrls ?? [],
    }),
    attendingTypes: t.field({
      type: [AttendingTypeRef],
      nullable: false,
      description: 'How one attends, where the publisher says so outside schedules. Empty where it does not.',
      resolve: ({ service }) => service.attendingTypes ?? [],
    }),
    organization: t.field({
      type: OrganizationRef,
      nullable: true,
      description: 'The organization that offers the service. Null if not provided.',
      resolve: (service, _args, context) => resolveOrganization(service, context),
    }),
    issues: t.field({
      type: [RecordIssueRef],
      nullable: false,
      description: 'Defects found in the record as the feed sent it. Empty where none were found.',
      resolve: ({ issues, provenance }) =>
        issues.map((issue) => ({ ...issue, originId: provenance.originId, recordType: 'service' })),
    }),
    ...serviceDetailFields(t),
  }),
})

function serviceOf(stored: StoredService): StoredService['service'] {
  return stored.service
}

function resolveOrganization(stored: StoredService, context: RequestContext) {
  const { organizationOfService } = context.loaders
  if (stored.service.organizationId !== undefined) return organizationOfService.follow(stored)[0]
  return fromFullService(stored, context, (full) => organizationOfService.follow(full)[0])
}
