import { expect, it } from 'vitest'
import { POPULATION_BANDS } from '../../src/geography/population-bands.ts'
import type { ObservedPeople } from '../../src/model/observation.ts'
import { packOf, packPeople, unpackPeople } from '../../src/store/packed-people.ts'

it.each<[string, ObservedPeople]>([
  ['of all bands', { E06000023: Object.fromEntries(POPULATION_BANDS.map((band, at) => [band, [at, 'mid-2024']])) }],
  [
    'with bands that are not known, other vintages and nobody',
    { E06000022: { ALL: [0, 'mid-2023, mid-2024'] }, E06000023: { AGE_0_4: [7, 'mid-2024'] }, E06000024: {} },
  ],
])('gives people %s back as they were', (_what, people) => {
  const [text = ''] = packPeople(people).values()
  expect(unpackPeople(text)).toStrictEqual(people)
})

it('keeps small areas in packs of their own, each the same until one of its areas changes', () => {
  const people = (changed: number): ObservedPeople =>
    Object.fromEntries(
      Array.from({ length: 1_000 }, (_, at): [string, ObservedPeople[string]] => [
        `E0100${String(at).padStart(4, '0')}`,
        { ALL: [1_500 + at + (at === changed ? 1 : 0), 'mid-2024'] },
      ]),
    )
  const [before, after] = [packPeople(people(-1)), packPeople(people(512))]
  expect(before.size).toBe(10)
  expect([...before.keys()].filter((pack) => before.get(pack) !== after.get(pack))).toStrictEqual([packOf('E01000512')])
})
