import { builder } from '../builder.ts'

export const ServiceStatusRef = builder.enumType('ServiceStatus', {
  description: 'The current status of a service (HSDS service.status).',
  values: {
    ACTIVE: { description: 'It is offered.' },
    INACTIVE: { description: 'It is not offered now.' },
    DEFUNCT: { description: 'It is no longer offered.' },
    TEMPORARILY_CLOSED: { description: 'It is closed for a time.' },
    OTHER: {
      description:
        'Its publisher gives another status, such as draft or pending, that does not say plainly that it is offered; the word stands in its issues.',
    },
  } as const,
})
