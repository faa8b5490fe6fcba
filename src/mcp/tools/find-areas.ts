import { z } from 'zod'
import { present } from '../../model/present.ts'
import { createTool } from '../tool.ts'
import { pageInputs, remarkOnPage } from './page-inputs.ts'

/** Kinds of areas, as filters name them. */
export const AREA_TYPES = [
  'DISTRICT',
  'COUNTY',
  'COMBINED_AUTHORITY',
  'REGION',
  'COUNTRY',
  'ICB',
  'WARD',
  'SMALL_AREA',
  'OTHER',
] as const

const Areas = z.object({ areas: z.unknown() })
const NoPostcode = z.object({ postcode: z.null() })

/** Finds areas and where postcodes are. */
export const findAreas = createTool({
  name: 'find_areas',
  title: 'Find areas',
  description:
    'Finds areas of the United Kingdom by the beginning of a name, by kind, or by a postcode, with their GSS codes (for areas of search_services and compare_coverage), people and number of services. With a postcode it gives all areas that it lies in, innermost first.',
  input: z.strictObject({
    text: z.string().max(200).optional().describe('The beginning of one or several words of a name.'),
    postcode: z.string().optional().describe('A UK postcode; everything else is then ignored.'),
    type: z
      .enum(AREA_TYPES)
      .optional()
      .describe('Only this kind. A council that provides services is a DISTRICT or a COUNTY.'),
    within: z.string().optional().describe('GSS code: only areas below that area.'),
    withServices: z.boolean().optional().describe('True: only areas where a service of this catalogue is available.'),
    ...pageInputs(50, 20),
  }),
  operations: ['FindAreas', 'AreasOfPostcode'],
  standsFor: ['AreaByCode'],
  attribution: [
    'Office for National Statistics, National Records of Scotland and Northern Ireland Statistics and Research Agency, Open Government Licence v3.0; contains OS data © Crown copyright and database right 2025; or what the population’s source names.',
  ],
  plan({ first, after, postcode, type, ...rest }) {
    if (postcode !== undefined) return { operation: 'AreasOfPostcode', variables: { postcode } }
    return { operation: 'FindAreas', variables: { first, ...present({ ...rest, after, type: type && [type] }) } }
  },
  remark(data) {
    if (NoPostcode.safeParse(data).success) return ['Nothing here knows where that postcode is.']
    return remarkOnPage(Areas.safeParse(data).data?.areas)
  },
})
