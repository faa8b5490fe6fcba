import { expect, it } from 'vitest'
import { learnPostcodes } from '../../src/geography/learned-postcodes.ts'
import { locatePostcode, type PostcodeSources } from '../../src/geography/locate-postcode.ts'
import { InputError } from '../../src/model/input-error.ts'
import { gazetteer } from './shire.ts'

const learned = learnPostcodes([
  { postcode: 'WX1 2AB', latitude: 50.5, longitude: 0.5 },
  { postcode: 'WX1 3AB', latitude: 50.7, longitude: 1.5 },
])
const sources: PostcodeSources = {
  directory: {
    find: (postcode) =>
      postcode === 'WX9 9AA'
        ? { postcode, latitude: 50.1, longitude: 1.1, areas: ['E07900002'], terminated: true }
        : undefined,
    findOutcode: (outcode) =>
      outcode === 'WX9' ? { latitude: 50.2, longitude: 1.2, areas: ['E07900002'] } : undefined,
  },
  findLearned: (key, precision) => learned.find((entry) => entry.key === key && entry.precision === precision),
}

it.each([
  [
    'wx99aa',
    {
      postcode: 'WX9 9AA',
      latitude: 50.1,
      precision: 'EXACT',
      terminated: true,
      areaCodes: ['E07900002', 'E10900001', 'E92900001'],
    },
  ],
  [
    'WX1 2AB',
    {
      postcode: 'WX1 2AB',
      latitude: 50.5,
      precision: 'EXACT',
      terminated: false,
      areaCodes: ['E07900001', 'E10900001', 'E92900001'],
    },
  ],
  ['WX1 2ZZ', { postcode: 'WX1 2ZZ', latitude: 50.5, precision: 'SECTOR', areaCodes: [] }],
  ['WX1 9ZZ', { postcode: 'WX1 9ZZ', latitude: 50.6, precision: 'DISTRICT', areaCodes: [] }],
  ['WX1', { postcode: 'WX1', latitude: 50.6, precision: 'DISTRICT', areaCodes: [] }],
])('finds %s by the best there is, and says how exactly', (text, found) => {
  expect(locatePostcode(text, sources, gazetteer)).toMatchObject(found)
})

it.each([
  ['LU7 ONY', 'BAD_USER_INPUT', 'did you mean LU7 0NY?'],
  ['Bristol', 'BAD_USER_INPUT', 'not a UK postcode'],
  ['BS1 4DJ', 'UNKNOWN_POSTCODE', 'not known here'],
])('refuses %s with what to do', (text, code, words) => {
  const locate = () => locatePostcode(text, sources, gazetteer, ['where', 'near', 'postcode'])
  expect(locate).toThrow(InputError)
  expect(locate).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(words), path: ['where', 'near', 'postcode'] }),
  )
})

it('finds the first half of a postcode by all its postcodes in the directory', () => {
  expect(locatePostcode('wx9', sources, gazetteer)).toEqual({
    postcode: 'WX9',
    latitude: 50.2,
    longitude: 1.2,
    precision: 'DISTRICT',
    terminated: false,
    areaCodes: ['E07900002', 'E10900001', 'E92900001'],
  })
})

it('finds a postcode that the directory does not have yet by the others of its district', () => {
  expect(locatePostcode('WX9 5ZZ', sources, gazetteer)).toEqual({
    postcode: 'WX9 5ZZ',
    latitude: 50.2,
    longitude: 1.2,
    precision: 'DISTRICT',
    terminated: false,
    areaCodes: [],
  })
})

it('finds a district said without its last letter by the middle of those that have one', () => {
  const points = new Map([
    ['W1A', { latitude: 51.5, longitude: -0.1 }],
    ['W1W', { latitude: 51.6, longitude: -0.2 }],
    ['W11', { latitude: 40, longitude: 10 }],
  ])
  const findOutcode = (outcode: string) => {
    const point = points.get(outcode)
    return point === undefined ? undefined : { ...point, areas: [] }
  }
  const london = { directory: { find: () => undefined, findOutcode }, findLearned: () => undefined }
  const found = locatePostcode('W1', london, gazetteer)
  expect(found).toMatchObject({ postcode: 'W1', precision: 'DISTRICT', areaCodes: [] })
  expect(found.latitude).toBeCloseTo(51.55)
  expect(found.longitude).toBeCloseTo(-0.15)
  expect(() => locatePostcode('W2', london, gazetteer)).toThrow('not known here')
})
