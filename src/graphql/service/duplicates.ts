import type { Duplicates } from '../../catalogue/service-query.ts'
import { builder } from '../builder.ts'

export const DuplicatesRef = builder.enumType('Duplicates', {
  description: 'What becomes of several records that are held to be one real service.',
  values: {
    COLLAPSE: { description: 'One of them stands for all: the preferred one among those that pass the filter.' },
    KEEP: { description: 'Each record stands for itself.' },
  } as const satisfies Record<Duplicates, object>,
})
