import { createReadStream, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createBoundaryIndex } from '../../src/geography/boundary-index.ts'
import { readBuiltInAreas } from '../../src/geography/built-in-areas.ts'
import { createGazetteer } from '../../src/geography/gazetteer.ts'
import { codesOfEntry } from '../../src/geography/place-location.ts'
import { readAreasCsv } from '../../src/geography/read-areas-csv.ts'
import { readBoundaries } from '../../src/geography/read-boundaries.ts'
import { readPostcodeDirectory } from '../../src/geography/read-postcode-directory.ts'

const folder = new URL('../../samples/geography/', import.meta.url)
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8')
const builtIn = readBuiltInAreas()
const areas = readAreasCsv(read('areas.csv'), 'the sample region')
const boundaries = readBoundaries(read('boundaries.geojson'))
const gazetteer = createGazetteer([...builtIn.areas, ...areas.areas], {
  ambiguousNames: builtIn.ambiguousNames,
  boundaries: createBoundaryIndex(boundaries.outlines),
})

it('takes the sample region whole, every area with a boundary and within England', () => {
  expect([...areas.problems, ...boundaries.problems]).toEqual([])
  for (const { code } of areas.areas) {
    expect(boundaries.outlines.has(code), code).toBe(true)
    expect(gazetteer.ancestorsOf(code), code).toContain('E92000001')
  }
})

it('resolves every name and other name of the region to its area', () => {
  for (const area of areas.areas) {
    for (const name of [area.name, ...area.otherNames]) {
      const found = gazetteer.findByName(name)
      expect(found?.kind === 'FOUND' && found.areas.map((current) => current.area.code), name).toEqual([area.code])
    }
  }
})

it('places every postcode by its point where the directory says it lies', async () => {
  const directory = readPostcodeDirectory(createReadStream(new URL('postcodes.csv', folder)))
  for await (const { postcode, latitude = 0, longitude = 0, areas: stated } of directory.entries) {
    const codes = codesOfEntry(stated, gazetteer)
    expect(codes.length, postcode).toBeGreaterThan(5)
    expect(gazetteer.codesAt({ latitude, longitude }), postcode).toEqual(codes)
  }
  expect(directory.report.taken).toBeGreaterThan(500)
  expect(directory.report.leftOut).toBe(0)
})
