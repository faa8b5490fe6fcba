import { builder } from '../builder.ts'

/** Services by how long ago they were assured. */
export interface FreshnessCounts {
  readonly d90: number
  readonly d180: number
  readonly d365: number
  readonly older: number
  readonly unknown: number
}

export const FreshnessRef = builder.objectRef<FreshnessCounts>('Freshness').implement({
  description: 'How many services were last assured how long ago.',
  fields: (t) => ({
    d90: t.exposeInt('d90', { nullable: false, description: 'At most 90 days ago.' }),
    d180: t.exposeInt('d180', { nullable: false, description: '91 to 180 days ago.' }),
    d365: t.exposeInt('d365', { nullable: false, description: '181 to 365 days ago.' }),
    older: t.exposeInt('older', { nullable: false, description: 'More than 365 days ago.' }),
    unknown: t.exposeInt('unknown', { nullable: false, description: 'Not known, or said to lie in the future.' }),
  }),
})
