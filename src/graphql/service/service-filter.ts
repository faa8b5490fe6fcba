import type { BoundingBox, OpenAt, ScheduleMatch, Weekday } from '../../catalogue/service-query.ts'
import type { AttendingType } from '../../model/schedule.ts'
import type { ServiceStatus } from '../../model/service.ts'
import { builder } from '../builder.ts'
import { type AreaMatchInput, AreaMatchRef } from '../area/area-match.ts'
import { BoundingBoxRef, type NearInput, NearInputRef } from '../location/place-filter.ts'
import { AttendingTypeRef } from './attending-type.ts'
import { ServiceStatusRef } from './service-status.ts'
import { describeFigure } from '../../model/definitions/figure-definitions.ts'

type Optional<T> = { readonly [K in keyof T]?: T[K] | null | undefined }

/** The input `TermMatch` as a client gives it. */
export interface TermMatchInput {
  readonly anyOf?: readonly string[] | null | undefined
  readonly allOf?: readonly string[] | null | undefined
  readonly noneOf?: readonly string[] | null | undefined
  readonly descendants?: boolean | null | undefined
  readonly mapped?: boolean | null | undefined
}

/** The input `OpenAt` as a client gives it. */
export type OpenAtInput = Optional<OpenAt>

/** The input `ScheduleMatch` as a client gives it. */
type ScheduleMatchInput = Optional<ScheduleMatch>

/** The input `ServiceFilter` as a client gives it. */
export interface ServiceFilterInput {
  readonly and?: readonly ServiceFilterInput[] | null | undefined
  readonly or?: readonly ServiceFilterInput[] | null | undefined
  readonly not?: ServiceFilterInput | null | undefined
  readonly text?: string | null | undefined
  readonly taxonomyTerms?: TermMatchInput | null | undefined
  readonly feeds?: readonly string[] | null | undefined
  readonly areas?: AreaMatchInput | null | undefined
  readonly near?: NearInput | null | undefined
  readonly within?: BoundingBox | null | undefined
  readonly age?: number | null | undefined
  readonly openAt?: OpenAtInput | null | undefined
  readonly free?: boolean | null | undefined
  readonly languages?: readonly string[] | null | undefined
  readonly accessible?: boolean | null | undefined
  readonly attending?: readonly AttendingType[] | null | undefined
  readonly status?: readonly ServiceStatus[] | null | undefined
  readonly organization?: string | null | undefined
  readonly modifiedSince?: string | null | undefined
  readonly assuredSince?: string | null | undefined
  readonly minQuality?: number | null | undefined
  readonly minimumAgeFrom?: number | null | undefined
  readonly maximumAgeTo?: number | null | undefined
  readonly scheduled?: ScheduleMatchInput | null | undefined
  readonly taxonomies?: readonly string[] | null | undefined
}

const TermMatchRef = builder.inputRef<TermMatchInput>('TermMatch').implement({
  description:
    'Which taxonomy terms a service must or must not carry. Terms are named by URI, CURIE, for example esdServiceType:242, id or UUID. Conditions side by side must all hold.',
  fields: (t) => ({
    anyOf: t.stringList({ description: 'It carries at least one of these terms.' }),
    allOf: t.stringList({ description: 'It carries every one of these terms.' }),
    noneOf: t.stringList({ description: 'It carries none of these terms.' }),
    descendants: t.boolean({
      defaultValue: true,
      description: 'Whether a narrower term counts as the term itself. True unless said otherwise.',
    }),
    mapped: t.boolean({
      defaultValue: true,
      description:
        'Whether a term of another scheme counts that mappings lead to: exact, close and narrower ones. What is found so says it on its edge. True unless said otherwise.',
    }),
  }),
})

const weekdays: readonly Weekday[] = ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY', 'SATURDAY', 'SUNDAY']

const WeekdayRef = builder.enumType('Weekday', {
  description: 'A day of the week.',
  values: Object.fromEntries(
    weekdays.map((day) => [day, { value: day, description: `${day[0]}${day.slice(1).toLowerCase()}.` }]),
  ),
})

const OpenAtRef = builder.inputRef<OpenAtInput>('OpenAt').implement({
  description:
    'When a service must be open, by its schedules, on the clock in London. Not known: hours where times are not stated, bank holidays and term times that a schedule does not speak of, recurrences counted from no start.',
  fields: (t) => ({
    at: t.field({ type: 'DateTime', description: 'Open at this instant.' }),
    on: t.field({ type: 'Date', description: 'Open at some time of this day.' }),
    days: t.field({
      type: [WeekdayRef],
      description: 'Open on any of these days of the week within the next 35 days.',
    }),
    from: t.field({
      type: 'LocalTime',
      description: 'Open at some time from this time of day on, with `on` or `days`.',
    }),
    to: t.field({ type: 'LocalTime', description: 'Open at some time up to this time of day, with `on` or `days`.' }),
  }),
})

const ScheduleMatchRef = builder.inputRef<ScheduleMatchInput>('ScheduleMatch').implement({
  description:
    'What one schedule of a service states, all of it, as the standard’s `day`, `start_time` and `end_time` ask. On what dates it is open: `openAt`.',
  fields: (t) => ({
    day: t.field({ type: WeekdayRef, description: 'It recurs on this day of the week.' }),
    opensFrom: t.field({ type: 'LocalTime', description: 'It opens at this time of day or later.' }),
    closesTo: t.field({ type: 'LocalTime', description: 'It closes at this time of day or earlier.' }),
  }),
})

export const ServiceFilterRef = builder.inputRef<ServiceFilterInput>('ServiceFilter')

ServiceFilterRef.implement({
  description:
    'Which services are meant. Conditions side by side must all hold, and those that hold at a place (`near`, `within`, `areas` by LOCATED, `openAt`, `accessible`) at one and the same place. A record that does not state a fact is unknown on it, and the negation of unknown is unknown.',
  fields: (t) => ({
    and: t.field({ type: [ServiceFilterRef], description: 'All of these hold. Filters nest at most 5 deep.' }),
    or: t.field({ type: [ServiceFilterRef], description: 'At least one of these holds.' }),
    not: t.field({ type: ServiceFilterRef, description: 'This does not hold. The negation of unknown is unknown.' }),
    text: t.string({
      description:
        'Words to find in the name, organization, taxonomy terms, description, places and their areas, in the singular and the plural, with their synonyms; a "quoted phrase" is found as it stands. Words such as “the” and “near me” never decide. Never a query syntax.',
    }),
    correctText: t.boolean({
      description:
        'Whether words may be searched instead of `text` where few records have all of it: the likely spelling where none has, or most of the words; `textCorrected` and `missingWords` then say so. True unless given. Figures and exports never do.',
    }),
    taxonomyTerms: t.field({ type: TermMatchRef, description: 'By taxonomy terms.' }),
    areas: t.field({ type: AreaMatchRef, description: 'Counting for any of these areas.' }),
    feeds: t.stringList({ description: 'Published in any of these feeds, named by slug.' }),
    near: t.field({
      type: NearInputRef,
      description:
        'With a place near a point; `openAt` and `accessible` then ask of such a place. Not inside `or` or `not`. Orders by distance unless said otherwise.',
    }),
    within: t.field({
      type: BoundingBoxRef,
      description: 'With a place inside this box; `openAt` and `accessible` then ask of such a place.',
    }),
    age: t.int({
      description:
        "Suitable for a person of this age in years: the age lies within the service's minimum and maximum age.",
    }),
    openAt: t.field({ type: OpenAtRef, description: describeFigure('ServiceFilter.openAt') }),
    free: t.boolean({
      description:
        'True: can be had free of charge, all of it and by everybody. False: only against payment. Free for some people or in part is not known, and so is a service whose records contradict each other.',
    }),
    languages: t.stringList({
      description: 'Offered in any of these languages, named by ISO 639 code or English name.',
    }),
    accessible: t.boolean({
      description:
        'True: one of its places states step-free or wheelchair access. False: every place states that there is none. Not known where the records of one service contradict each other.',
    }),
    attending: t.field({ type: [AttendingTypeRef], description: 'Can be attended in any of these ways.' }),
    status: t.field({
      type: [ServiceStatusRef],
      description:
        'Has any of these statuses. Where the whole filter mentions no status: ACTIVE, and records that state none.',
    }),
    organization: t.id({ description: 'Offered by the organization with this id or UUID.' }),
    modifiedSince: t.field({
      type: 'DateTime',
      description: 'Last modified at this instant or later, as the publisher says.',
    }),
    assuredSince: t.field({ type: 'Date', description: 'Last assured on this day or later, as the publisher says.' }),
    minQuality: t.float({ description: 'Of at least this quality score, 0 to 100.' }),
    minimumAgeFrom: t.float({
      description:
        'States, so that it can be read for certain, a minimum age of so many years or more, as the standard’s `minimum_age` asks. By a person’s age: `age`.',
    }),
    maximumAgeTo: t.float({
      description: 'States a maximum age of so many years or less, as the standard’s `maximum_age` asks.',
    }),
    scheduled: t.field({ type: ScheduleMatchRef, description: 'One of its schedules states this.' }),
    taxonomies: t.stringList({
      description: 'Carries a term of any of these taxonomies, named by URI, UUID or name.',
    }),
  }),
})
