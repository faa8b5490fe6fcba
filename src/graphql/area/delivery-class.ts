import type { DeliveryClass } from '../../geography/delivery-class.ts'
import { builder } from '../builder.ts'

export const DeliveryClassRef = builder.enumType('DeliveryClass', {
  description: 'Where a service is delivered, by what its record shows.',
  values: {
    SITE: { description: 'At a physical site; no area is declared.' },
    SITE_AND_AREA: { description: 'At a physical site, and an area is declared.' },
    AREA_ONLY: { description: 'In a declared area, without a site: outreach, or at home.' },
    NATIONAL: { description: 'For a declared country or the whole United Kingdom.' },
    VIRTUAL: { description: 'Online or by phone, without a site or a declared area.' },
    UNPLACED: { description: 'The record shows none of these.' },
  } as const satisfies Record<DeliveryClass, object>,
})
