import { describe, expect, it } from 'vitest'
import { populationOf } from '../../src/coverage/population.ts'
import type { Area } from '../../src/geography/area.ts'
import { readBuiltInAreas } from '../../src/geography/built-in-areas.ts'
import { createGazetteer } from '../../src/geography/gazetteer.ts'
import { mergeArea } from '../../src/geography/merge-area.ts'
import { AGE_BANDS, peopleByBand, type PopulationBand, spanOf } from '../../src/geography/population-bands.ts'
import { readAgeHeader } from '../../src/geography/read-age-header.ts'
import { readAreasCsv } from '../../src/geography/read-areas-csv.ts'
import { readSmallAreas } from '../../src/geography/read-small-areas.ts'

const OPEN = Number.POSITIVE_INFINITY

it.each([
  ['population', 0, OPEN],
  ['All ages', 0, OPEN],
  ['All Persons', 0, OPEN],
  ['Age: Total', 0, OPEN],
  ['0', 0, 0],
  ['90+', 90, OPEN],
  ['Age 17', 17, 17],
  ['Aged 5 to 9', 5, 9],
  ['5-9', 5, 9],
  ['population_0_4', 0, 4],
  ['age_85_plus', 85, OPEN],
  ['Age: Aged 4 years and under', 0, 4],
  ['Age: Aged 85 years and over; measures: Value', 85, OPEN],
  ['Age: Aged under 1 year', 0, 0],
  ['Aged 65+', 65, OPEN],
])('reads the header %s as the ages %i to %f', (header, from, to) => {
  expect(readAgeHeader(header)).toEqual({ from, to })
})

it.each([
  ['F0', { from: 0, to: 0, sex: 'FEMALE' }],
  ['M90', { from: 90, to: 90, sex: 'MALE' }],
  ['females 5-9', { from: 5, to: 9, sex: 'FEMALE' }],
  ['population_2020', { from: 0, to: OPEN, year: 2020 }],
  ['Estimated Population mid-2023', { from: 0, to: OPEN, year: 2023 }],
])('reads the sex or the year of the header %s', (header, ages) => {
  expect(readAgeHeader(header)).toEqual(ages)
})

it.each(['code', 'year', 'age', 'Area (sq km)', '2020 people per sq. km', 'deprivation_decile', 'lat', '9-5', 'FID'])(
  'reads no ages in the header %s',
  (header) => {
    expect(readAgeHeader(header)).toBeUndefined()
  },
)

describe('people by band', () => {
  const single = Array.from({ length: 91 }, (_, age) => ({ from: age, to: age === 90 ? OPEN : age, people: 10 }))

  it('add up from single years', () => {
    expect(peopleByBand(single)).toMatchObject({ ALL: 910, AGE_0_4: 50, AGE_0_17: 180, AGE_85_PLUS: 60 })
    expect(Object.keys(peopleByBand(single))).toHaveLength(AGE_BANDS.length + 1)
  })

  it('add up from five years, where the bands end with the group, and are never split', () => {
    const five = AGE_BANDS.slice(0, 18).map((band) => ({ ...spanOf(band), people: 100 }))
    expect(peopleByBand(five)).toMatchObject({ ALL: 1800, AGE_65_PLUS: 500 })
    expect(peopleByBand(five)).not.toHaveProperty('AGE_0_17')
  })

  it('stand as stated before they are added up', () => {
    expect(peopleByBand([...single, { from: 65, to: OPEN, people: 7 }]).AGE_65_PLUS).toBe(7)
  })

  it('are not known where a year is lacking', () => {
    expect(peopleByBand(single.filter(({ from }) => from !== 70))).not.toHaveProperty('AGE_65_PLUS')
  })
})

describe('the populations built in', () => {
  const gazetteer = createGazetteer(readBuiltInAreas().areas)
  const source = { gazetteer, smallAreasIn: () => [] }
  const districts = gazetteer.areas.filter(({ type, successors }) => type === 'DISTRICT' && successors.length === 0)
  const of = (code: string, band: PopulationBand) => {
    const area = gazetteer.find(code)
    return area && populationOf(area, band, source)
  }
  const sum = (code: string, bands: readonly PopulationBand[]): number =>
    bands.reduce((total, band) => total + (of(code, band)?.value ?? Number.NaN), 0)

  it('have every band of every district of Great Britain, recoded ones too, which add up', () => {
    for (const { code } of districts.filter((area) => !area.code.startsWith('N'))) {
      expect(sum(code, AGE_BANDS.slice(0, 18)), code).toBe(sum(code, ['AGE_0_17', 'AGE_18_64', 'AGE_65_PLUS']))
      expect(sum(code, AGE_BANDS.slice(13, 18)), code).toBe(of(code, 'AGE_65_PLUS')?.value)
    }
  })

  it('say of what year they are, and have no ages of Northern Ireland', () => {
    const vintages = districts.map(({ code }) => [code[0], of(code, 'AGE_0_4')?.vintages])
    expect([...new Set(vintages.map(String))].toSorted()).toEqual(['E,mid-2020', 'N,', 'S,mid-2022', 'W,mid-2020'])
    for (const { code, population } of districts.filter((area) => area.code.startsWith('N')))
      expect(population, code).toMatchObject({ year: 2021, vintage: 'census-2021' })
  })

  it.each([
    ['a county', 'E10000016', ['mid-2020']],
    ['a combined authority', 'E47000009', ['mid-2020']],
    ['England', 'E92000001', ['mid-2020']],
    ['Scotland', 'S92000003', ['mid-2022']],
    ['Great Britain, of two vintages', 'K03000001', ['mid-2020', 'mid-2022']],
  ])('are summed over the districts of %s', (_, code, vintages) => {
    const below = districts.filter((district) => gazetteer.ancestorsOf(district.code).includes(code))
    const people = below.reduce((total, district) => total + (of(district.code, 'AGE_65_PLUS')?.value ?? 0), 0)
    expect(of(code, 'AGE_65_PLUS')).toMatchObject({ value: people, year: 2020 + 2 * Number(code[0] === 'S'), vintages })
  })

  it('are not known by age where a part is not: of the United Kingdom there is a total alone', () => {
    expect(of('K02000001', 'AGE_65_PLUS')).toBeUndefined()
    expect(of('N92000002', 'AGE_65_PLUS')).toBeUndefined()
    expect(of('K02000001', 'ALL')?.value).toBe(sum('K03000001', ['ALL']) + sum('N92000002', ['ALL']))
  })
})

it('takes for a new area the people of those of its kind that went into it whole', () => {
  const area = (code: string, successors: string[], people?: number): Area => ({
    code,
    name: code,
    type: code.startsWith('C') ? 'COUNTY' : 'DISTRICT',
    otherNames: [],
    parents: [],
    successors,
    ...(people !== undefined && { ages: [{ year: 2024, source: 's', people: { AGE_65_PLUS: people } }] }),
  })
  const of = (...areas: Area[]) =>
    populationOf(area('new', []), 'AGE_65_PLUS', { gazetteer: createGazetteer(areas), smallAreasIn: () => [] })?.value
  expect(of(area('a', ['new'], 1), area('b', ['new'], 2), area('C', ['new'], 3), area('new', []))).toBe(3)
  expect(of(area('a', ['new'], 1), area('b', ['new', 'other'], 2), area('new', []))).toBeUndefined()
  expect(of(area('a', ['new'], 1), area('b', ['new']), area('new', []))).toBeUndefined()
  expect(of(area('a', ['new']), area('new', ['a']))).toBeUndefined()
})

it("reads people by band in the gateway's own CSV of areas and of small areas", () => {
  const header = 'code,name,type,population,year,vintage,source,population_0_4,population_65_plus'
  const { areas } = readAreasCsv(`${header}\nE06900001,A,DISTRICT,1000,2023,mid-2023,The Office,60,180\n`, 'a.csv')
  const origin = { year: 2023, vintage: 'mid-2023', source: 'The Office' }
  expect(areas[0]).toMatchObject({
    population: { value: 1000, ...origin },
    ages: [{ people: { AGE_0_4: 60, AGE_65_PLUS: 180 }, ...origin }],
  })
  const small = `code,parents,latitude,longitude,population,year,population_85_plus\nE01900001,E06900001,51,0,500,2023,9\n`
  expect(readSmallAreas(small, 'small.csv').smallAreas).toMatchObject([
    { populations: { ALL: 500, AGE_85_PLUS: 9 }, year: 2023, source: 'small.csv' },
  ])
})

it('keeps the ages of other years when an area states some, which come first', () => {
  const area = { code: 'a', name: 'A', type: 'DISTRICT', otherNames: [], parents: [], successors: [] } as const
  const ages = (year: number, people: object) => ({ year, source: 's', people })
  const known = { ...area, ages: [ages(2020, { AGE_0_4: 1 }), ages(2021, { AGE_0_4: 2 })] }
  const stated = { ...area, ages: [ages(2021, { AGE_5_9: 3 })] }
  expect(mergeArea(known, stated).ages).toEqual([ages(2021, { AGE_0_4: 2, AGE_5_9: 3 }), ages(2020, { AGE_0_4: 1 })])
  expect(mergeArea(known, area).ages).toEqual(known.ages)
})
