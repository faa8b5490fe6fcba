import type { SampleSchedule } from '../council-records.ts'
import type { Activity } from './activities/activity.ts'
import type { Random } from './random.ts'

type Hours = readonly [opensAt: string, closesAt: string]

const MORNINGS: readonly Hours[] = [
  ['09:30', '11:00'],
  ['09:30', '11:30'],
  ['10:00', '12:00'],
  ['10:30', '12:30'],
]
const AFTERNOONS: readonly Hours[] = [
  ['13:00', '15:00'],
  ['13:30', '15:30'],
  ['14:00', '16:00'],
  ['14:00', '15:00'],
]
const EVENINGS: readonly Hours[] = [
  ['18:00', '19:30'],
  ['18:30', '20:30'],
  ['19:00', '21:00'],
  ['19:30', '20:30'],
]
const MIDDAYS: readonly Hours[] = [
  ['12:00', '14:00'],
  ['11:30', '13:30'],
  ['12:30', '14:30'],
]
const AFTER_SCHOOL: readonly Hours[] = [
  ['15:30', '17:00'],
  ['16:00', '18:00'],
  ['18:30', '20:30'],
]
const OFFICE_HOURS: readonly Hours[] = [
  ['09:00', '17:00'],
  ['08:45', '16:45'],
  ['10:00', '16:00'],
  ['09:00', '13:00'],
]
const DAYS = ['MO', 'TU', 'WE', 'TH', 'FR']
const ORDINALS = ['1', '2', '3', '4', '-1']
const TERMS = [
  { validFrom: '2026-09-07', validTo: '2026-12-18' },
  { validFrom: '2027-01-05', validTo: '2027-03-26' },
]
const WINTER = { validFrom: '2026-10-05', validTo: '2027-03-31' }
const LAST_YEAR = { validFrom: '2025-09-08', validTo: '2026-07-17' }
// First days of each weekday in September 2026, from which fortnights are counted.
const FORTNIGHT_STARTS: Readonly<Record<string, string>> = {
  MO: '2026-09-07',
  TU: '2026-09-08',
  WE: '2026-09-09',
  TH: '2026-09-10',
  FR: '2026-09-11',
  SA: '2026-09-12',
}

/** Draws when a service of this kind happens: no schedule, one, or several with windows. London wall time, `HH:MM`. */
export function drawSchedules(activity: Activity, random: Random): SampleSchedule[] {
  switch (activity.rhythm) {
    case 'NONE':
      return []
    case 'ALWAYS':
      return random.chance(0.6) ? [weekly('MO,TU,WE,TH,FR,SA,SU', ['00:00', '23:59'])] : []
    case 'OFFICE':
      return [
        weekly('MO,TU,WE,TH,FR', random.pick(OFFICE_HOURS)),
        ...(random.chance(0.12) ? [weekly('SA', ['09:30', '12:30'])] : []),
      ]
    case 'MONTHLY':
      return [monthly(activity, random)]
    case 'TERM':
      return inWindows(
        session(activity, random),
        random.chance(0.15) ? [LAST_YEAR] : random.chance(0.5) ? TERMS : TERMS.slice(0, 1),
      )
    case 'SESSION':
      return sessions(activity, random)
  }
}

function sessions(activity: Activity, random: Random): SampleSchedule[] {
  const first = session(activity, random)
  if (activity.term === '623') return inWindows(first, [WINTER])
  if (random.chance(0.1)) {
    const day = first.byday?.slice(0, 2) ?? 'MO'
    return [
      {
        ...first,
        byday: day,
        interval: 2,
        dtstart: FORTNIGHT_STARTS[day] ?? '2026-09-07',
        description: 'Every other week',
      },
    ]
  }
  if (random.chance(0.15)) return [first, session(activity, random)]
  return [first]
}

function session(activity: Activity, random: Random): SampleSchedule {
  const possible = random.shuffle(activity.rhythm === 'SESSION' ? [...DAYS, 'SA'] : DAYS)
  const days = new Set(possible.slice(0, random.chance(0.2) ? 2 : 1))
  const inOrder = [...DAYS, 'SA', 'SU'].filter((day) => days.has(day))
  return weekly(inOrder.join(','), random.pick(hoursOf(activity, random)))
}

function monthly(activity: Activity, random: Random): SampleSchedule {
  const [opensAt, closesAt] = random.pick(hoursOf(activity, random))
  const when = random.chance(0.08)
    ? { bymonthday: String(random.between(1, 28)) }
    : { byday: random.pick(ORDINALS) + random.pick([...DAYS, 'SA']) }
  return { freq: 'MONTHLY', ...when, opensAt, closesAt }
}

function hoursOf(activity: Activity, random: Random): readonly Hours[] {
  if (activity.term === '411') return MIDDAYS
  if (activity.term.startsWith('21')) return [...MORNINGS, ...AFTERNOONS.slice(0, 1)]
  if (activity.term.startsWith('3')) return AFTER_SCHOOL
  return random.pick([MORNINGS, AFTERNOONS, EVENINGS])
}

function weekly(byday: string, [opensAt, closesAt]: Hours): SampleSchedule {
  return { freq: 'WEEKLY', byday, opensAt, closesAt }
}

function inWindows(
  schedule: SampleSchedule,
  windows: readonly { validFrom: string; validTo: string }[],
): SampleSchedule[] {
  return windows.map((window) => ({
    ...schedule,
    ...window,
    description: 'Term time and season only; please check before you travel',
  }))
}
