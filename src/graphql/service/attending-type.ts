import { builder } from '../builder.ts'

export const AttendingTypeRef = builder.enumType('AttendingType', {
  description: 'How one attends a service, read from what the publisher says in its own words.',
  values: {
    IN_PERSON: { description: 'At a place of the service.' },
    ONLINE: { description: 'Over the internet.' },
    PHONE: { description: 'By telephone.' },
    HOME_VISIT: { description: 'At the home of the person.' },
  } as const,
})
