import type { AreaType } from '../../geography/area.ts'
import type { AreaBasis } from '../../geography/placement-rows.ts'
import { builder } from '../builder.ts'

export const AreaTypeRef = builder.enumType('AreaType', {
  description: 'What kind of area it is. Open: values may be added.',
  values: {
    COUNTRY: { description: 'A country, or several together, such as Great Britain.' },
    REGION: { description: 'A region of England.' },
    COMBINED_AUTHORITY: { description: 'A combined authority or combined county authority, or Greater London.' },
    COUNTY: { description: 'A county with districts below it.' },
    DISTRICT: {
      description:
        'A local authority district: unitary authorities, metropolitan districts and London boroughs included.',
    },
    WARD: { description: 'An electoral ward.' },
    SMALL_AREA: { description: 'A statistical area of some 1,500 people, such as an LSOA.' },
    ICB: { description: 'The area of an NHS integrated care board.' },
    OTHER: { description: 'Any other.' },
  } as const satisfies Record<AreaType, object>,
})

export const AreaBasisRef = builder.enumType('AreaBasis', {
  description: 'By what evidence a service counts for an area.',
  values: {
    PUBLISHER: {
      description:
        "The area of its feed's publisher lies inside. The feed of a county places no service in one of its districts.",
    },
    LOCATED: { description: 'One of its physical sites lies inside, by its point or its full postcode.' },
    SERVES: { description: 'It is declared to serve the area, all that holds it, or a part of it.' },
    AVAILABLE: {
      description: 'By SERVES where any declared area is known; else by LOCATED where any site is; else by PUBLISHER.',
    },
  } as const satisfies Record<AreaBasis, object>,
})
