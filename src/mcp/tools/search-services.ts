import { z } from 'zod'
import { present } from '../../model/present.ts'
import { createTool } from '../tool.ts'
import { pageInputs, remarkOnPage } from './page-inputs.ts'
import { filterInputs, toFilter, WEEKDAYS } from './service-inputs.ts'

const ORDERS = ['RELEVANCE', 'DISTANCE', 'NAME', 'QUALITY_DESC', 'ASSURED_DATE_DESC', 'LAST_MODIFIED_DESC'] as const
const TIME = z.string().regex(/^\d\d:\d\d$/, 'must be a time of day such as 09:30')

const Found = z.object({
  services: z.looseObject({
    totalCount: z.number(),
    textCorrected: z.string().nullable(),
    textRelaxed: z.boolean(),
    edges: z.array(z.object({ unknownOn: z.array(z.string()) })),
  }),
})

const NOTHING =
  'No record here fits, which does not mean that there is no such service: try other words or a term of find_terms, a larger withinMetres, or fewer conditions, and see list_feeds for whose records there are.'

/** Finds services by any conditions. */
export const searchServices = createTool({
  name: 'search_services',
  title: 'Search services',
  description:
    'Finds services of all councils here by words, place, day, age, cost, language and topic; all conditions must hold. Begin with text and postcode. A service that does not state a fact asked for is kept and lists it in unknownOn: say so to the person, and do not take it for a yes. Then get_services gives whom to ask, times and costs. One service that several councils list is one result.',
  input: z.strictObject({
    ...filterInputs,
    postcode: z.string().optional().describe('A UK postcode: services with a place near it, nearest first.'),
    latitude: z.number().min(-90).max(90).optional().describe('With longitude, instead of a postcode.'),
    longitude: z.number().min(-180).max(180).optional().describe('With latitude, instead of a postcode.'),
    withinMetres: z.int().min(1).max(100_000).default(5000).describe('How far from there, in a straight line.'),
    days: z.array(z.enum(WEEKDAYS)).max(7).optional().describe('Open on any of these days.'),
    from: TIME.optional().describe('With days: open at some time from this time of day on, as 09:30.'),
    to: TIME.optional().describe('With days: open at some time up to this time of day.'),
    unknowns: z
      .enum(['INCLUDE', 'EXCLUDE'])
      .default('INCLUDE')
      .describe('EXCLUDE leaves out services that do not state a fact asked for.'),
    orderBy: z
      .enum(ORDERS)
      .optional()
      .describe('Leave out for the best match first, or the nearest where there is a postcode and no text.'),
    ...pageInputs(20, 10),
  }),
  operations: ['FindServices'],
  standsFor: ['SearchServices', 'ServicesNear', 'ServicesOnDays', 'Suggest'],
  plan({
    postcode,
    latitude,
    longitude,
    withinMetres,
    days,
    from,
    to,
    unknowns,
    orderBy,
    first,
    after,
    ...conditions
  }) {
    const openAt =
      days === undefined && from === undefined && to === undefined ? undefined : present({ days, from, to })
    const isNear = postcode !== undefined || latitude !== undefined || longitude !== undefined
    const near = isNear ? present({ postcode, latitude, longitude, withinMetres }) : undefined
    const where = { ...toFilter(conditions), ...present({ near, openAt }) }
    return { operation: 'FindServices', variables: { where, unknowns, first, ...present({ orderBy, after }) } }
  },
  remark(data) {
    const { services } = Found.parse(data)
    const unknown = services.edges.filter(({ unknownOn }) => unknownOn.length > 0)
    const facts = [...new Set(unknown.flatMap(({ unknownOn }) => unknownOn))]
    return [
      `Services that fit: ${services.totalCount}; on this page: ${services.edges.length}.`,
      ...(services.totalCount === 0 ? [NOTHING] : []),
      ...(unknown.length === 0
        ? []
        : [
            `Of these, ${unknown.length} may or may not fit, for they do not state: ${facts.join(', ')}. It must be asked of them.`,
          ]),
      ...(services.textCorrected === null
        ? []
        : [`No record has the words as typed: “${services.textCorrected}” was searched instead.`]),
      ...(services.textRelaxed
        ? ['Few records have all of the words, so most of them sufficed: missingWords says which a record lacks.']
        : []),
      ...remarkOnPage(services),
    ]
  },
})
