import { type JsonObject, objectOf, stated, textOf } from './json-object.ts'

const FREQUENCIES: ReadonlySet<unknown> = new Set(['WEEKLY', 'MONTHLY'])
const EVERY_DAY = 'MO,TU,WE,TH,FR,SA,SU'
/** Members of a rule of RFC 5545 that the standard lacks. */
const BEYOND = ['byweekno', 'byyearday', 'bymonth', 'bysetpos'] as const

/** HSDS `schedule` from a GraphQL `Schedule`, its ids aside. A recurrence that the standard can't say stands as `rrule` (RFC 5545) besides. */
export function republishSchedule(schedule: JsonObject): JsonObject {
  const { validFrom, validTo, dtstart, until, count, wkst, timezone, notes, closed } = schedule
  const { description, scheduleLink, attendingType, exdate, rdate } = schedule
  const extensions = objectOf(schedule['extensions']) ?? {}
  const published = readAsPublished(schedule['unreadable'], extensions)
  const isUtc = schedule['utcTimes'] === true
  return stated({
    valid_from: validFrom,
    valid_to: validTo,
    ...{ dtstart, until, count, wkst, timezone },
    ...recurrenceOf(schedule),
    ...{ exdate, rdate },
    ...(schedule['opensAt'] === null ? {} : { opens_at: timeOf(schedule['opensAt'], isUtc) }),
    ...(schedule['closesAt'] === null ? {} : { closes_at: timeOf(schedule['closesAt'], isUtc) }),
    description,
    schedule_link: scheduleLink,
    attending_type: attendingType,
    ...{ notes, closed },
    ...published,
    x_extensions: Object.fromEntries(Object.entries(extensions).filter(([name]) => !Object.hasOwn(published, name))),
  })
}

function recurrenceOf(schedule: JsonObject): JsonObject {
  const { freq, interval, byday, bymonthday, byweekno, byyearday } = schedule
  const isEveryDay = freq === 'DAILY' && byday === null && bymonthday === null && (interval ?? 1) === 1
  const needsRule = BEYOND.some((name) => textOf(schedule[name]) !== undefined)
  if (isEveryDay && !needsRule) return { freq: 'WEEKLY', byday: EVERY_DAY }
  const isOfStandard = freq === null || FREQUENCIES.has(freq)
  if (isOfStandard && !needsRule) return { freq, interval, byday, bymonthday }
  return {
    ...(isOfStandard && { freq }),
    ...{ interval, byday, bymonthday, byweekno, byyearday },
    rrule: ruleOf(schedule),
  }
}

function ruleOf(schedule: JsonObject): string | undefined {
  const members = ['freq', 'interval', 'byday', 'bymonthday', ...BEYOND, 'wkst']
    .map((name): readonly [string, unknown] => [name, schedule[name]])
    .filter(([, value]) => typeof value === 'number' || textOf(value) !== undefined)
  return members.map(([name, value]) => `${name.toUpperCase()}=${String(value)}`).join(';') || undefined
}

/** Texts that could not be read stand as they were published: they are not known here, and whoever reads them sees why. */
function readAsPublished(unreadable: unknown, published: JsonObject): JsonObject {
  const names = Array.isArray(unreadable) ? unreadable : []
  const members = names.flatMap((member: unknown) => {
    const name = typeof member === 'string' ? (NAMES[member] ?? member) : ''
    return TEXTS.has(name) && typeof published[name] === 'string' ? [[name, published[name]] as const] : []
  })
  return Object.fromEntries(members)
}

const NAMES: Readonly<Record<string, string>> = {
  validFrom: 'valid_from',
  validTo: 'valid_to',
  opensAt: 'opens_at',
  closesAt: 'closes_at',
}
const TEXTS: ReadonlySet<string> = new Set([
  ...['byday', 'bymonthday', 'byweekno', 'byyearday', 'exdate', 'rdate', 'rrule', 'dtstart', 'until'],
  ...['valid_from', 'valid_to', 'opens_at', 'closes_at'],
])

function timeOf(time: unknown, isUtc: boolean): string | undefined {
  const text = textOf(time)
  return text === undefined ? undefined : `${text}:00${isUtc ? 'Z' : ''}`
}
