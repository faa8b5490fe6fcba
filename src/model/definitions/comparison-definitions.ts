import type { FigureDefinition } from './figure-definition.ts'

const CELLS =
  'the services of each term in each area, the reach of ready feeds and the terms that records have or map to'

/** Terms by areas, and how areas compare (docs/figures.md 2.3). */
export const COMPARISON_DEFINITIONS = [
  {
    id: 'M8',
    name: 'state',
    definition:
      'What can be said of a term in an area. PRESENT: some service. ABSENT: none, and none may be: ready feeds cover all of the area, no service leaves a fact that was asked for unsaid or may serve the area without declaring it, and its taxonomy coverage is at least 0.8. UNCERTAIN: none for certain, but some may. NOT_CLASSIFIED: none, and the taxonomy coverage is below 0.8. NO_DATA: no ready feed covers the area, or none is found and feeds cover it only in part.',
    numerator: 'services under the term, or one below it, in the area; services that may be',
    denominator: 'not divided',
    source: CELLS,
    pitfalls: [
      'Nothing under a heading may be a lack of tagging: NOT_CLASSIFIED is not a gap.',
      'NO_DATA is not zero: the figures are null.',
    ],
    example: {
      table: 'towns',
      working:
        'Brackwater, Coldford, Greywell, Kelton, Langmoor and Marsby have clubs. Of those without, Ambleby (9 of 11) and Dunmere (20 of 25) are classified to 0.8, Eastfold (10 of 20) is not; Farrow may have two; feeds cover Hartby in part and Inglewick not at all.',
      results: { PRESENT: 6, ABSENT: 2, UNCERTAIN: 1, NOT_CLASSIFIED: 1, NO_DATA: 2 },
    },
    fields: { 'CoverageCell.state': 'What can be said.' },
  },
  {
    id: 'M9',
    name: 'taxonomyCoverage',
    definition: 'The share of the services of an area that have a term which maps into the scheme.',
    numerator: 'services with a term of the scheme, its own or by an exact, close or narrow mapping',
    denominator: 'services of the area',
    interval: '95 %, Wilson’s',
    source: CELLS,
    pitfalls: ['Real feeds begin at 0: `taxonomy report` lists the terms that wait for a crosswalk.'],
    example: {
      table: 'towns',
      working: 'Ambleby: 9 of 11.',
      results: { numerator: 9, denominator: 11, value: 0.8182, low: 0.523, high: 0.9486 },
    },
    fields: {
      'CoverageFigures.taxonomyCoverage':
        'The share of services with at least one term in the scheme of the rows, its own or mapped into it.',
    },
  },
  {
    id: 'M10',
    name: 'gaps',
    definition:
      'Terms ABSENT in the area and PRESENT in at least 60 % of the comparators, the share being the caller’s to choose; ordered by presence among the comparators, then by their median rate.',
    numerator: 'other comparators in which the term is PRESENT',
    denominator:
      'other comparators in which it is PRESENT or ABSENT; what is UNCERTAIN, NOT_CLASSIFIED or NO_DATA leaves both sides',
    interval: '95 %, Wilson’s',
    source: CELLS,
    pitfalls: ['Few comparators make a wide interval: name areas of the same kind.'],
    example: {
      table: 'towns',
      working:
        'Ambleby has none; of the others it is known of seven, Dunmere having none: 6 of 7. Their median rate is the middle of Dunmere 0, Langmoor 0.0444, Coldford 0.075, Brackwater 0.08, Kelton 0.0857 and Marsby 0.8; Greywell, held in part, has none to compare.',
      results: { numerator: 6, denominator: 7, value: 0.8571, comparatorMedianRate: 0.0775 },
    },
    fields: { 'Coverage.gaps': 'Terms that are absent in an area and present in most of its comparators.' },
  },
  {
    id: 'M11',
    name: 'locationQuotient',
    definition:
      'How many times more, or fewer, of the area’s services are for the term than of the comparators’: (M2(t, a) / M2(a)) / (Σ M2(t) / Σ M2). Null where no comparator has data, or where they have fewer than 5 services for the term.',
    numerator: 'services of the area under the term / services of the area',
    denominator:
      'services of the comparators that have data under the term / their services, the area included where it is one',
    source: CELLS,
    pitfalls: ['Above 1 is not more, but a larger part: a small area with few services has high quotients.'],
    example: {
      table: 'towns',
      working: 'Brackwater: 4 of 40; all the towns with data: 60 of 501.',
      results: { locationQuotient: 0.835 },
    },
    fields: {
      'CoverageCell.locationQuotient':
        "How many times more, or fewer, of the area's services are under the term than of all the comparators' with data, the area included where it is one. Null for NO_DATA, or where those have fewer than 5.",
    },
  },
  {
    id: 'M12',
    name: 'organizationConcentration, effectiveOrganizations',
    definition: 'Σ s² and 1 / Σ s², s being an organization’s share of the services whose organization is known.',
    numerator: 'the services of each organization',
    denominator: 'services whose organization is known',
    source: 'the organizations of the services of M2, merged ones once',
    pitfalls: ['A council that lists what it commissions as its own looks like one organization for all.'],
    example: {
      table: 'records',
      working: 'Organizations 10 to 13 have 3, 1, 2 and 4 of the 10 services: (9 + 1 + 4 + 16) / 100.',
      results: { organizationConcentration: 0.3, effectiveOrganizations: 3.3333 },
    },
    fields: {
      'CoverageFigures.organizationConcentration':
        "Herfindahl's index: the sum of the squared shares of organizations, 1 where one offers everything. Null where no organization is known.",
      'CoverageFigures.effectiveOrganizations':
        'How many organizations of one size would be as concentrated. Null where no organization is known.',
    },
  },
  {
    id: 'M13',
    name: 'termDiversity',
    definition:
      'Shannon’s entropy over the top terms / ln of their number, 0 to 1: 0 all under one term, 1 evenly spread.',
    numerator: '−Σ p ln p, p being a term’s share of the area’s counts under top terms',
    denominator: 'ln of how many top terms any of the areas has',
    source: CELLS,
    pitfalls: ['It falls with untagged services: read it beside taxonomyCoverage.'],
    example: {
      table: 'terms',
      working: 'Counts 4, 2, 2, 1 and 1, of 10: entropy 1.4708; eleven terms are present anywhere: ln 11 is 2.3979.',
      results: { termDiversity: 0.6134 },
    },
    fields: {
      'CoverageFigures.termDiversity':
        "How evenly the services spread over the scheme's top-level terms, 0 to 1: Shannon's index over the logarithm of how many of those terms any of the areas has. Null where that is under two.",
    },
  },
  {
    id: 'M27',
    name: 'comparison',
    definition:
      'How a rate stands among the comparators’: their median; SIMILAR where its interval holds the median, else HIGHER or LOWER; its rank. An area that feeds cover only in part, or whose interval overlaps another’s, has no rank.',
    numerator: 'the rate of the area, M7',
    denominator:
      'not divided; beside it the median rate of the comparators that feeds hold whole and for which it is known whether they have the term',
    interval: 'that of M7',
    source: 'M7 and M8',
    pitfalls: ['Small numbers have wide intervals: nothing is ranked where they overlap.'],
    example: {
      table: 'towns',
      working:
        'Marsby: 40 clubs for 50,000 people, 0.8 (0.5715 to 1.0894). The other six it is known of and that are held whole have 0, 0, 0.0444, 0.075, 0.08 and 0.0857; no interval reaches Marsby’s.',
      results: { median: 0.0597, verdict: 'HIGHER', rank: 1, comparators: 6 },
    },
    fields: {
      'AreaCoverage.comparison': 'How its rate compares.',
      'CoverageCell.comparison':
        'How the rate compares with the comparators for which it is known whether they have the term. Null for NO_DATA.',
    },
  },
] as const satisfies readonly FigureDefinition[]
