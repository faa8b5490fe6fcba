import type { AgeBandCount } from '../../coverage/age-bands.ts'
import type { BasisMix } from '../../coverage/basis-mix.ts'
import type { Comparison } from '../../coverage/comparison.ts'
import type { Completeness } from '../../coverage/completeness.ts'
import type { DeliveryMix } from '../../coverage/delivery-mix.ts'
import type { Interval } from '../../coverage/interval.ts'
import type { Rate } from '../../coverage/rate.ts'
import type { Share } from '../../coverage/share.ts'
import { PopulationBandRef } from '../area/population.ts'
import { builder } from '../builder.ts'

export const IntervalRef = builder.objectRef<Interval>('Interval').implement({
  description: 'A 95 % confidence interval.',
  fields: (t) => ({
    low: t.exposeFloat('low', { nullable: false, description: 'Its lower bound.' }),
    high: t.exposeFloat('high', { nullable: false, description: 'Its upper bound.' }),
  }),
})

export const ShareRef = builder.objectRef<Share>('Share').implement({
  description: 'A part of a whole, with both.',
  fields: (t) => ({
    value: t.exposeFloat('value', {
      nullable: true,
      description: 'The part divided by the whole, 0 to 1. Null where the whole is 0.',
    }),
    numerator: t.exposeInt('numerator', { nullable: false, description: 'The part.' }),
    denominator: t.exposeInt('denominator', { nullable: false, description: 'The whole.' }),
    ci95: t.expose('ci95', {
      type: IntervalRef,
      nullable: true,
      description: "Wilson's 95 % interval of the value. Null where the whole is 0.",
    }),
  }),
})

export const RateRef = builder.objectRef<Rate>('Rate').implement({
  description: 'Services per 1,000 people.',
  fields: (t) => ({
    value: t.exposeFloat('value', { nullable: true, description: 'The rate. Null where nobody lives there.' }),
    numerator: t.exposeInt('numerator', { nullable: false, description: 'How many services.' }),
    population: t.exposeInt('population', { nullable: false, description: 'How many people.' }),
    band: t.expose('band', { type: PopulationBandRef, nullable: false, description: 'People of which ages.' }),
    year: t.exposeInt('year', {
      nullable: false,
      description:
        'The year the people were counted or estimated for; the first, with the caveat POPULATION_VINTAGES, where they are a sum of several.',
    }),
    ci95: t.expose('ci95', {
      type: IntervalRef,
      nullable: true,
      description: "The 95 % interval of the rate: exact for under 10 services, else Byar's. Null where the value is.",
    }),
  }),
})

const ComparisonVerdictRef = builder.enumType('ComparisonVerdict', {
  description: "Where an area's rate lies to the median of its comparators.",
  values: {
    LOWER: { description: 'All of its interval lies below the median.' },
    SIMILAR: { description: 'Its interval holds the median.' },
    HIGHER: { description: 'All of its interval lies above the median.' },
  } as const,
})

export const ComparisonRef = builder.objectRef<Comparison>('Comparison').implement({
  description: "An area's rate among its comparators'.",
  fields: (t) => ({
    rank: t.exposeInt('rank', {
      nullable: true,
      description:
        'Its place among them, 1 the highest. Null where its interval overlaps that of another, as no order is known then, and where feeds cover the area only in part.',
    }),
    median: t.exposeFloat('median', {
      nullable: true,
      description: "The median of the comparators' rates, the area itself left out.",
    }),
    verdict: t.expose('verdict', {
      type: ComparisonVerdictRef,
      nullable: true,
      description:
        'Where it lies to the median. Null where it has no rate, or they have none, where feeds cover the area only in part, and for UNCERTAIN.',
    }),
    comparators: t.exposeInt('comparators', { nullable: false, description: 'How many comparators have a rate.' }),
  }),
})

export const BasisMixRef = builder.objectRef<BasisMix>('BasisMix').implement({
  description: 'Services by the strongest evidence that puts them in the area.',
  fields: (t) => ({
    serves: t.exposeInt('serves', { nullable: false, description: 'Declared to serve it.' }),
    located: t.exposeInt('located', { nullable: false, description: 'Else with a site in it.' }),
    publisher: t.exposeInt('publisher', { nullable: false, description: "Else by their publisher's area alone." }),
  }),
})

export const DeliveryMixRef = builder.objectRef<DeliveryMix>('DeliveryMix').implement({
  description: 'Services by how they are delivered.',
  fields: (t) => ({
    site: t.exposeInt('site', { nullable: false, description: 'At sites.' }),
    siteAndArea: t.exposeInt('siteAndArea', { nullable: false, description: 'At sites, with a declared area.' }),
    areaOnly: t.exposeInt('areaOnly', { nullable: false, description: 'In a declared area, without a site.' }),
    national: t.exposeInt('national', {
      nullable: false,
      description: 'Declared for a country or the United Kingdom.',
    }),
    virtual: t.exposeInt('virtual', { nullable: false, description: 'Online or by phone alone.' }),
    unplaced: t.exposeInt('unplaced', { nullable: false, description: 'None of these is provided.' }),
  }),
})

export const CompletenessRef = builder.objectRef<Completeness>('Completeness').implement({
  description: 'The share of services that state anything of a group of fields.',
  fields: (t) => ({
    contact: t.expose('contact', { type: ShareRef, nullable: false, description: 'A phone, e-mail or web address.' }),
    place: t.expose('place', { type: ShareRef, nullable: false, description: 'A location or a service area.' }),
    schedule: t.expose('schedule', { type: ShareRef, nullable: false, description: 'When it happens.' }),
    cost: t.expose('cost', { type: ShareRef, nullable: false, description: 'What it costs.' }),
    eligibility: t.expose('eligibility', { type: ShareRef, nullable: false, description: 'Who may come.' }),
    accessibility: t.expose('accessibility', {
      type: ShareRef,
      nullable: false,
      description: 'How accessible a place of it is.',
    }),
    language: t.expose('language', {
      type: ShareRef,
      nullable: false,
      description: 'Which languages it is offered in.',
    }),
    description: t.expose('description', {
      type: ShareRef,
      nullable: false,
      description: 'A description of 50 characters or more.',
    }),
  }),
})

export const AgeBandCountRef = builder.objectRef<AgeBandCount>('AgeBandCount').implement({
  description: 'Services for people of a band of ages.',
  fields: (t) => ({
    from: t.exposeInt('from', { nullable: false, description: 'The first age of the band, in years.' }),
    to: t.exposeInt('to', { nullable: true, description: 'The last age of the band. Null: it is open.' }),
    serviceCount: t.exposeInt('serviceCount', {
      nullable: false,
      description: 'Services whose ages overlap the band; a service may be in several.',
    }),
    unknownCount: t.exposeInt('unknownCount', {
      nullable: false,
      description: 'Services that state no age; the same in every band.',
    }),
  }),
})
