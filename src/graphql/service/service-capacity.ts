import type { AdditionalUrl, ServiceCapacity } from '../../model/service.ts'
import { builder } from '../builder.ts'
import { attributedFields, itself, toldNumbers, toldText } from '../told-fields.ts'

export const ServiceCapacityRef = builder.objectRef<ServiceCapacity>('ServiceCapacity').implement({
  description: 'How many of something a service has to offer, and how many are available (HSDS service_capacity).',
  fields: (t) => ({
    ...attributedFields(t, 'capacity'),
    ...toldNumbers(t, 'Float', itself, {
      available: 'How many were available when last updated, in unit. Null if not told.',
      maximum: 'How many there are at most, in unit. Null if not told.',
    }),
    ...toldText(t, 'String', itself, {
      description: 'The capacity in words. Null if not told.',
      unit: 'What is counted, for example beds. Null if not told.',
    }),
    ...toldText(t, 'DateTime', itself, { updated: 'When the figures were last updated. Null if not told.' }),
  }),
})

export const AdditionalUrlRef = builder.objectRef<AdditionalUrl>('AdditionalUrl').implement({
  description: 'A further page about a service or organization (HSDS url).',
  fields: (t) => ({
    ...attributedFields(t, 'page'),
    ...toldText(t, 'String', itself, { label: 'What the page is. Null if not told.' }),
    url: t.field({ type: 'URL', nullable: false, description: 'The address of the page.', resolve: ({ url }) => url }),
  }),
})
