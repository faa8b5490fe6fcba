import { z } from 'zod'
import { InputError } from '../../model/input-error.ts'
import { present } from '../../model/present.ts'
import { createTool } from '../tool.ts'
import { AREA_TYPES } from './find-areas.ts'
import { filterInputs, toFilter } from './service-inputs.ts'

const { text, age, free, accessible, attending, languages, feeds } = filterInputs
const BASES = ['AVAILABLE', 'LOCATED', 'SERVES', 'PUBLISHER'] as const
const PEOPLE = ['ALL', 'AGE_0_17', 'AGE_18_64', 'AGE_65_PLUS', 'AGE_85_PLUS'] as const

const Compared = z.object({
  coverage: z.object({
    total: z.object({ serviceCount: z.number().nullable(), unknownCount: z.number().nullable() }),
    gaps: z.object({ totalCount: z.number(), edges: z.array(z.unknown()) }),
  }),
})

const MOST_GAPS = 50

/** Compares what there is between areas. */
export const compareCoverage = createTool({
  name: 'compare_coverage',
  title: 'Compare coverage',
  description:
    'Counts services once, by area and term, with rates per 1,000 people, gaps (what most other areas have and one lacks) and caveats. Name the areas by codes, or all of a kind below an area by within and type; without either, all of the kind that have a feed here. Name the rows by terms, or by level and scheme. show: GAPS gives only what areas lack, also of a whole scheme. ABSENT means that no record says there is one, not that there is none; NOT_CLASSIFIED and NO_DATA are unknown, never zero. Repeat the caveats that matter.',
  input: z.strictObject({
    codes: z.array(z.string()).max(40).optional().describe('GSS codes from find_areas. Not together with within.'),
    within: z.string().optional().describe('GSS code of an area: those of the given type below it are compared.'),
    type: z.enum(AREA_TYPES).default('DISTRICT').describe('Without codes: which kind of areas.'),
    terms: z.array(z.string()).max(30).optional().describe('URIs or CURIEs of terms from find_terms, one row each.'),
    scheme: z
      .string()
      .optional()
      .describe('Name of a scheme from find_terms; leave out for the shared one that most feeds use.'),
    level: z
      .int()
      .min(1)
      .max(20)
      .default(1)
      .describe('Without terms: terms of this level of the scheme are the rows; 1 is the top.'),
    basis: z
      .enum(BASES)
      .default('AVAILABLE')
      .describe(
        'When a service counts for an area: available to its people, located there, states to serve it, or published by its council.',
      ),
    population: z.enum(PEOPLE).default('ALL').describe('The people that rates are per 1,000 of.'),
    ...{ text, age, free, accessible, attending, languages, feeds },
    show: z.enum(['FIGURES', 'GAPS']).default('FIGURES').describe('GAPS leaves out the cells and lists up to 50 gaps.'),
    unknowns: z
      .enum(['INCLUDE', 'EXCLUDE'])
      .default('EXCLUDE')
      .describe('EXCLUDE counts services that do not state a fact asked for apart, in unknownCount.'),
  }),
  operations: ['CompareCoverage'],
  standsFor: ['CoverageOfRegion', 'CoverageAsOf', 'TrendOfRegion', 'RatesByAge', 'Gaps', 'RowsBehindAFigure'],
  plan({ codes, within, type, terms, scheme, level, basis, population, show, unknowns, ...conditions }) {
    if (codes !== undefined && within !== undefined)
      throw new InputError('BAD_USER_INPUT', 'Give codes or within, not both.', ['codes'])
    if (terms !== undefined && scheme !== undefined)
      throw new InputError('BAD_USER_INPUT', 'Give terms or a scheme, not both.', ['terms'])
    const below = within === undefined ? { type, hasFeed: true } : { type, within }
    const areas = codes === undefined ? below : { codes }
    const rows = terms === undefined ? { level: present({ scheme, level }) } : { terms }
    const shown = show === 'GAPS' ? { withCells: false, gaps: MOST_GAPS } : {}
    const where = toFilter(conditions)
    return { operation: 'CompareCoverage', variables: { areas, rows, where, basis, population, unknowns, ...shown } }
  },
  remark(data) {
    const { total, gaps } = Compared.parse(data).coverage
    return [
      total.serviceCount === null ? 'There are no data to count.' : `Services counted in all: ${total.serviceCount}.`,
      ...(total.unknownCount ? [`Not counted, since they do not state a fact asked for: ${total.unknownCount}.`] : []),
      `Gaps found: ${gaps.totalCount}; listed: ${gaps.edges.length}.`,
    ]
  },
})
