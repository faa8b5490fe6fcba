/** Years of age, both included. */
export interface AgeSpan {
  readonly from: number
  readonly to: number
}

/** Those whose upper end is open. */
const OPEN = Number.POSITIVE_INFINITY

const FIVE_YEARS = [
  'AGE_0_4',
  'AGE_5_9',
  'AGE_10_14',
  'AGE_15_19',
  'AGE_20_24',
  'AGE_25_29',
  'AGE_30_34',
  'AGE_35_39',
  'AGE_40_44',
  'AGE_45_49',
  'AGE_50_54',
  'AGE_55_59',
  'AGE_60_64',
  'AGE_65_69',
  'AGE_70_74',
  'AGE_75_79',
  'AGE_80_84',
  'AGE_85_PLUS',
] as const

/** Bands of age: five years each up to 85 and over, then the usual groups. */
export const AGE_BANDS = [...FIVE_YEARS, 'AGE_0_17', 'AGE_18_64', 'AGE_65_PLUS'] as const
export const POPULATION_BANDS = ['ALL', ...AGE_BANDS] as const

export type PopulationBand = (typeof POPULATION_BANDS)[number]

/** People by band; one that is not known is absent. */
export type PeopleByBand = Partial<Readonly<Record<PopulationBand, number>>>

/** The ages of a band. */
export function spanOf(band: PopulationBand): AgeSpan {
  const [, from, to] = /^AGE_(\d+)_(\d+|PLUS)$/.exec(band) ?? []
  if (from === undefined) return { from: 0, to: OPEN }
  return { from: Number(from), to: to === 'PLUS' ? OPEN : Number(to) }
}

/** A number of people of some ages. */
export interface PeopleOfAges extends AgeSpan {
  readonly people: number
}

/**
 * People by every band that the numbers add up to exactly, of any spans: single years, five years, groups. A band that they
 * do not (0 to 17 from five-year bands) is absent, never split.
 */
export function peopleByBand(numbers: readonly PeopleOfAges[]): PeopleByBand {
  const byFrom = Map.groupBy(numbers, ({ from }) => from)
  const known = POPULATION_BANDS.flatMap((band) => {
    const span = spanOf(band)
    const people = addUp(span.from, span.to, byFrom)
    return people === undefined ? [] : [[band, people] as const]
  })
  return Object.fromEntries(known)
}

/** The widest spans first: a group that is stated stands before the sum of its years. */
function addUp(from: number, to: number, byFrom: ReadonlyMap<number, readonly PeopleOfAges[]>): number | undefined {
  const spans = (byFrom.get(from) ?? []).filter((span) => span.to <= to).toSorted((a, b) => b.to - a.to)
  for (const span of spans) {
    if (span.to === to) return span.people
    const rest = addUp(span.to + 1, to, byFrom)
    if (rest !== undefined) return span.people + rest
  }
  return undefined
}
