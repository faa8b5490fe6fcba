import type { CsvRow } from '../model/csv-rows.ts'
import { present } from '../model/present.ts'
import type { AgePopulation, Area } from './area.ts'
import { type PeopleByBand, peopleByBand } from './population-bands.ts'
import { readAgeHeader } from './read-age-header.ts'

/** The people of a row whose columns are named for ages (`population`, `population_0_4`, `age_85_plus` …), of both sexes. */
export function readPeople(row: CsvRow): PeopleByBand {
  return peopleByBand(
    [...row.cells].flatMap(([header, cell]) => {
      const ages = readAgeHeader(header)
      const people = readCount(cell)
      return ages === undefined || ages.sex !== undefined || people === undefined ? [] : [{ ...ages, people }]
    }),
  )
}

/** When people were counted, by the columns `year` and `vintage`, and by whom, `source` where given; undefined where no year is stated. */
export function readOrigin(row: CsvRow, file: string): Omit<AgePopulation, 'people'> | undefined {
  const vintage = row.cells.get('vintage')
  const [year] = /\b(?:19|20)\d\d\b/.exec(row.cells.get('year') ?? vintage ?? '') ?? []
  if (year === undefined) return undefined
  return { year: Number(year), source: row.cells.get('source') ?? file, ...present({ vintage }) }
}

/** The people as an area states them. */
export function statePeople(
  { ALL: value, ...people }: PeopleByBand,
  origin: Omit<AgePopulation, 'people'>,
): Pick<Area, 'population' | 'ages'> {
  return {
    ...(value !== undefined && { population: { value, ...origin } }),
    ...(Object.keys(people).length > 0 && { ages: [{ people, ...origin }] }),
  }
}

/** A whole number, with or without commas between thousands; undefined for anything else, a masked value too. */
export function readCount(cell: string | undefined): number | undefined {
  const text = (cell ?? '').trim()
  return /^(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.0+)?$/.test(text) ? Number(text.replaceAll(',', '')) : undefined
}
