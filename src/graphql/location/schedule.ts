import type { Schedule } from '../../model/schedule.ts'
import { scheduleInWords } from '../../model/schedule-in-words.ts'
import { AttendingTypeRef } from '../service/attending-type.ts'
import { builder } from '../builder.ts'
import { attributedFields, itself, providedNumbers, providedText } from '../provided-fields.ts'

const ScheduleFrequencyRef = builder.enumType('ScheduleFrequency', {
  description: 'How often a schedule recurs (RFC 5545).',
  values: {
    DAILY: { description: 'By days; every day of the week is WEEKLY with all seven in byday.' },
    WEEKLY: { description: 'By weeks.' },
    MONTHLY: { description: 'By months.' },
    YEARLY: { description: 'By years.' },
  } as const,
})

export const ScheduleRef = builder.objectRef<Schedule>('Schedule').implement({
  description:
    'When a service, location or service at a location is open, as a recurrence in the manner of iCalendar (HSDS schedule).',
  fields: (t) => ({
    ...attributedFields(t, 'schedule'),
    ...providedText(t, 'Date', itself, {
      validFrom: 'The first day on which the schedule holds. Null if not provided.',
      validTo: 'The last day on which the schedule is known to hold. Null if not provided.',
      dtstart: 'The first day on which the service takes place by this schedule. Null if not provided.',
      until: 'The last day of the recurrence. Null if not provided.',
    }),
    freq: t.expose('freq', {
      type: ScheduleFrequencyRef,
      nullable: true,
      description: 'How often it recurs. Null if not provided.',
    }),
    ...providedNumbers(t, 'Int', itself, {
      interval:
        'How many days, weeks, months or years, by freq, lie between occurrences: 2 is every other one. Null if not provided.',
      count: 'How many times it recurs. Null if not provided.',
    }),
    ...providedNumbers(t, 'Float', itself, {
      timezone:
        'Hours from UTC, as published; the times here are on the clock in London already. Null if not provided.',
    }),
    ...providedText(t, 'String', itself, {
      byday:
        'Days of the week, comma-separated, MO to SU; monthly with ordinals, such as 2MO or -1FR. Null if not provided.',
      bymonthday: 'Days of the month, comma-separated; -1 is the last. Null if not provided.',
      byweekno: 'Weeks of the year, comma-separated. Null if not provided.',
      byyearday: 'Days of the year, comma-separated. Null if not provided.',
      bymonth: 'The only months in which it takes place, 1 to 12, comma-separated (RFC 5545). Null if not provided.',
      bysetpos:
        'Which of the days of each period, comma-separated: 1 is the first, -1 the last (RFC 5545). Null if not provided.',
      exdate: 'Days on which it does not take place after all, comma-separated (RFC 5545). Null if not provided.',
      rdate: 'Days on which it takes place besides, comma-separated (RFC 5545). Null if not provided.',
      wkst: 'The day on which a week starts, MO to SU. Null if not provided.',
      description: 'The schedule in words. Null if not provided.',
      attendingType: "How one attends, in the publisher's own words. Null if not provided.",
      notes: 'Notes on the schedule, for example on holidays. Null if not provided.',
      serviceAtLocationId:
        "The publisher's identifier of the service at a location that the schedule is for. Null if for all.",
      locationId: "The publisher's identifier of the location that the schedule is for. Null if for all.",
    }),
    ...providedText(t, 'LocalTime', itself, {
      opensAt: 'When it opens, on the clock in London. Null if not provided.',
      closesAt: 'When it closes, on the clock in London. Null if not provided.',
    }),
    utcTimes: t.exposeBoolean('utcTimes', {
      nullable: true,
      description:
        'True where the times are marked as UTC and may be an hour later on the clock in London in summer time. Null otherwise.',
    }),
    unreadable: t.field({
      type: ['String'],
      nullable: false,
      description:
        'The fields of this schedule that the publisher filled in with what could not be read, such as opensAt: what rests on them is not known. Empty where all was read.',
      resolve: (schedule) => schedule.unreadable ?? [],
    }),
    ...providedText(t, 'URL', itself, { scheduleLink: 'A page that shows the schedule. Null if not provided.' }),
    attendingTypes: t.field({
      type: [AttendingTypeRef],
      nullable: false,
      description: 'What attendingType means. Empty where it is not provided or not recognised.',
      resolve: (schedule) => schedule.attendingTypes ?? [],
    }),
    inWords: t.string({
      nullable: true,
      description:
        'All of it in one line a person reads, made from these fields and followed by description and notes. Null where nothing is stated.',
      resolve: scheduleInWords,
    }),
    closed: t.exposeBoolean('closed', {
      nullable: true,
      description:
        'True where the service does not take place at these times. Null if not provided, which means it does.',
    }),
  }),
})
