import type { Schedule } from '../model/schedule.ts'
import type { Service } from '../model/service.ts'
import { findDialect } from './dialects.ts'
import { present } from '../model/present.ts'

/** A parameter by which a dialect's list can be asked for some services only (docs/standard.md 1.2, 3.2, 4.3). */
export interface FilterParameter {
  readonly parameter: string
  /** What to ask so that this service must be among the answers; undefined where it says nothing to ask by. */
  readonly own: (service: Service) => Question | undefined
  /** What no service can fulfil; absent where there is nothing of the kind. */
  readonly impossible?: Question
}

/** Query parameters with their values. */
export type Question = Readonly<Record<string, string>>

const NO_WORD = 'zzqxj-no-such-word'
const NO_ID = '00000000-0000-4000-8000-00000000dead'

const SHARED_AGES: readonly FilterParameter[] = [
  byNumber('minimum_age', ({ minimumAge }) => minimumAge, '998'),
  byNumber('maximum_age', ({ maximumAge }) => maximumAge, '0.0001'),
]

const ORUK_3: readonly FilterParameter[] = [
  byText('search', ({ name }) => name, NO_WORD),
  byText('taxonomy_term_id', (service) => findTerm(service)?.id, NO_ID),
  byText('taxonomy_id', (service) => findTerm(service)?.taxonomy?.id, NO_ID),
  ...SHARED_AGES,
  byText('day', dayOf, 'XX'),
  byText('start_time', (service) => findSchedule(service, 'opensAt')?.opensAt, '99:99'),
  byText('end_time', (service) => findSchedule(service, 'closesAt')?.closesAt, '-1:00'),
]

const HSDS_3: readonly FilterParameter[] = [
  ...ORUK_3,
  byText('organization_id', ({ organization }) => organization?.id, NO_ID),
  byText('modified_after', ({ lastModified }) => dayBefore(lastModified), '2199-01-01T00:00:00Z'),
]

const ORUK_1: readonly FilterParameter[] = [
  byText('text', ({ name }) => name, NO_WORD),
  { parameter: 'taxonomy_id', own: ownTermOfScheme, impossible: { taxonomy_id: NO_WORD, vocabulary: NO_WORD } },
  { parameter: 'postcode', own: ownPostcode, impossible: { postcode: 'ZZ99 9ZZ', proximity: '1' } },
  { parameter: 'coverage', own: () => undefined },
  ...SHARED_AGES,
  byText('day', dayOf, 'XX'),
  byText('start_time', (service) => findSchedule(service, 'opensAt')?.opensAt, '99:99'),
  byText('end_time', (service) => findSchedule(service, 'closesAt')?.closesAt, '-1:00'),
]

const OUTPOST: readonly FilterParameter[] = [
  byText('keywords', ({ name }) => name, NO_WORD),
  { parameter: 'taxonomies', own: () => undefined, impossible: { taxonomies: NO_WORD } },
  { parameter: 'location', own: () => undefined },
  { parameter: 'days', own: () => undefined, impossible: { days: NO_WORD } },
  byNumber('min_age', ({ minimumAge }) => minimumAge, '998'),
  byNumber('max_age', ({ maximumAge }) => maximumAge, '0.0001'),
]

/** The parameters that feeds of this dialect have for filtering, in the order of its specification; none for a dialect without, or not known. */
export function filterParameters(dialectName: string): readonly FilterParameter[] {
  const dialect = findDialect(dialectName)
  if (dialect === undefined || dialect.name === 'Open-Sessions') return []
  if (dialect.family === 'Outpost') return OUTPOST
  if (dialect.family === '1.0') return ORUK_1
  return dialect.name.startsWith('HSDS-3') ? HSDS_3 : ORUK_3
}

function byText(
  parameter: string,
  valueOf: (service: Service) => string | undefined,
  impossible: string,
): FilterParameter {
  return {
    parameter,
    own(service) {
      const value = valueOf(service)
      return value === undefined ? undefined : { [parameter]: value }
    },
    impossible: { [parameter]: impossible },
  }
}

function byNumber(
  parameter: string,
  valueOf: (service: Service) => number | undefined,
  impossible: string,
): FilterParameter {
  return byText(parameter, (service) => valueOf(service)?.toString(), impossible)
}

function findTerm({ attributes }: Service) {
  return attributes?.find(({ taxonomyTerm }) => taxonomyTerm?.id !== undefined)?.taxonomyTerm
}

/** 1.0 takes a term with its vocabulary, and some refuse one without the other (docs/dialects.md 4.3). */
function ownTermOfScheme(service: Service): Question | undefined {
  const term = findTerm(service)
  if (term?.id === undefined) return undefined
  return { taxonomy_id: term.id, ...present({ vocabulary: term.taxonomy?.name }) }
}

function ownPostcode({ serviceAtLocations }: Service): Question | undefined {
  const addresses = serviceAtLocations?.flatMap(({ location }) => location?.addresses ?? []) ?? []
  const postcode = addresses.find(({ postalCode }) => postalCode !== undefined && /\d[A-Z]{2}$/.test(postalCode))
  return postcode?.postalCode === undefined ? undefined : { postcode: postcode.postalCode, proximity: '1000' }
}

function findSchedule(
  { schedules = [], serviceAtLocations = [] }: Service,
  field: 'byday' | 'opensAt' | 'closesAt',
): Schedule | undefined {
  const all = [...schedules, ...serviceAtLocations.flatMap((place) => place.schedules ?? [])]
  return all.find((schedule) => schedule[field] !== undefined)
}

function dayOf(service: Service): string | undefined {
  return findSchedule(service, 'byday')?.byday?.match(/[A-Z]{2}/)?.[0]
}

function dayBefore(instant: string | undefined): string | undefined {
  const ms = Date.parse(instant ?? '')
  return Number.isNaN(ms) ? undefined : new Date(ms - 86_400_000).toISOString()
}
