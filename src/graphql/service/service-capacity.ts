import type { AdditionalUrl, ServiceCapacity } from '../../model/service.ts'
import { builder } from '../builder.ts'
import { attributedFields, itself, providedNumbers, providedText } from '../provided-fields.ts'

export const ServiceCapacityRef = builder.objectRef<ServiceCapacity>('ServiceCapacity').implement({
  description: 'How many of something a service has to offer, and how many are available (HSDS service_capacity).',
  fields: (t) => ({
    ...attributedFields(t, 'capacity'),
    ...providedNumbers(t, 'Float', itself, {
      available: 'How many were available when last updated, in unit. Null if not provided.',
      maximum: 'How many there are at most, in unit. Null if not provided.',
    }),
    ...providedText(t, 'String', itself, {
      description: 'The capacity in words. Null if not provided.',
      unit: 'What is counted, for example beds. Null if not provided.',
    }),
    ...providedText(t, 'DateTime', itself, { updated: 'When the figures were last updated. Null if not provided.' }),
  }),
})

export const AdditionalUrlRef = builder.objectRef<AdditionalUrl>('AdditionalUrl').implement({
  description: 'A further page about a service or organization (HSDS url).',
  fields: (t) => ({
    ...attributedFields(t, 'page'),
    ...providedText(t, 'String', itself, { label: 'What the page is. Null if not provided.' }),
    url: t.field({ type: 'URL', nullable: false, description: 'The address of the page.', resolve: ({ url }) => url }),
  }),
})
