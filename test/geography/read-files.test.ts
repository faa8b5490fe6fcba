import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { UnreadableImport } from '../../src/model/import-problem.ts'
import { readAreasCsv } from '../../src/geography/read-areas-csv.ts'
import { readBoundaries } from '../../src/geography/read-boundaries.ts'
import { readNamesCsv } from '../../src/geography/read-names-csv.ts'
import { readPostcodeDirectory } from '../../src/geography/read-postcode-directory.ts'
import { square } from './shapes.ts'

const recordings = process.env['RECORDINGS'] ?? ''

async function readAll(...chunks: string[]) {
  const directory = readPostcodeDirectory(Readable.from(chunks))
  return { entries: await collect(directory.entries), report: directory.report }
}

async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const collected: T[] = []
  for await (const item of items) collected.push(item)
  return collected
}

describe('a postcode directory', () => {
  it.each([
    [
      'NSPL of 2025',
      'pcd7,pcds,doterm,lad25cd,wd25cd,lsoa21cd,lat,long,icb23cd',
      ['lsoa21cd', 'wd25cd', 'lad25cd', 'icb23cd'],
    ],
    [
      'NSPL of 2026',
      'pcd7,pcds,doterm,lad26cd,wd26cd,lsoa21cd,lat,long,icb26cd',
      ['lsoa21cd', 'wd26cd', 'lad26cd', 'icb26cd'],
    ],
    ['an older ONSPD', 'pcd,pcds,doterm,oslaua,osward,lsoa21,lat,long,icb', ['lsoa21', 'osward', 'oslaua', 'icb']],
  ])('is read by the beginnings of its headers: %s', async (_, header, areaColumns) => {
    const { entries, report } = await readAll(
      `\uFEFF${header}\nWX1 2AB,WX1 2AB,,E06900001,E05900001,E01900001,51.5,-0.5,E54900001\n`,
    )
    expect(entries).toEqual([
      {
        postcode: 'WX1 2AB',
        latitude: 51.5,
        longitude: -0.5,
        areas: ['E01900001', 'E05900001', 'E06900001', 'E54900001'],
        terminated: false,
      },
    ])
    expect(report.columns.taken).toEqual(expect.arrayContaining([...areaColumns, 'lat', 'long', 'pcds']))
    expect(report.columns.ignored).toHaveLength(1)
  })

  it('says what it took and what it left, across chunks', async () => {
    const { entries, report } = await readAll(
      'pcds,doterm,lad25cd,la',
      't,long\nWX1 2AB,,E069',
      '00001,51.5,-0.5\nWX1 2AD,202001,E06900001,51.5,-0.5\nJE2 3AB,,L93000001,99.999999,0.0\nnot one,,,,\n',
    )
    expect(entries.map(({ postcode, areas, latitude }) => [postcode, areas, latitude])).toEqual([
      ['WX1 2AB', ['E06900001'], 51.5],
      ['WX1 2AD', ['E06900001'], 51.5],
      ['JE2 3AB', [], undefined],
    ])
    expect(report).toMatchObject({ taken: 3, terminated: 1, withoutPoint: 1, leftOut: 1 })
  })

  it.each([
    ['lacks the columns', 'a,b\n1,2\n'],
    ['is empty', ''],
    ['breaks off inside quotes', 'pcds,lad25cd,lat,long\n"WX1 2AB'],
  ])('is refused when it %s', async (_, text) => {
    await expect(readAll(text)).rejects.toThrow(UnreadableImport)
  })

  it('passes on the failure of its source as it is', async () => {
    const broken = new Error('disk gone')
    const source = Readable.from(
      (async function* () {
        yield 'pcds,lad25cd,lat,long\n'
        throw broken
      })(),
    )
    await expect(collect(readPostcodeDirectory(source).entries)).rejects.toBe(broken)
  })
})

describe('boundaries', () => {
  const feature = (properties: object, geometry: object) => ({ type: 'Feature', properties, geometry })
  const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features })

  it('are taken by code, whatever the year of the header', () => {
    const file = readBoundaries(
      collection(
        feature({ FID: 1, LAD25CD: 'E06900001', LAD25NM: 'A' }, square(50, 0, 1)),
        feature({ code: 'E06900002' }, { type: 'MultiPolygon', coordinates: [square(51, 0, 1).coordinates] }),
        feature({ name: 'no code' }, square(50, 0, 1)),
        feature({ code: 'E06900003' }, { type: 'Point', coordinates: [0, 50] }),
        feature({ code: 'E06900001' }, square(50, 0, 1)),
      ),
    )
    expect([...file.outlines.keys()]).toEqual(['E06900001', 'E06900002'])
    expect(file.problems.map((problem) => problem.line)).toEqual([3, 4, 5])
  })

  it.each([
    ['no JSON', 'nonsense'],
    ['no collection', '{}'],
    ['nothing usable', collection(feature({}, {}))],
    ['metres of the National Grid', collection(feature({ code: 'E06900001' }, square(180000, 360000, 100)))],
  ])('are refused when they are %s', (_, text) => {
    expect(() => readBoundaries(text)).toThrow(UnreadableImport)
  })
})

it('reads names and codes with their parents, and Welsh names', () => {
  const file = readNamesCsv(
    'WD25CD,WD25NM,WD25NMW,LAD25CD,LAD25NM,ObjectId\n' +
      'W05900001,North Ward,Ward y Gogledd,W06900001,Somewhere,1\nE05900002,South Ward,,E99999999,None,2\n,Nameless,,,,3\n',
  )
  expect(file.areas).toEqual([
    {
      code: 'W05900001',
      name: 'North Ward',
      otherNames: ['Ward y Gogledd'],
      type: 'WARD',
      parents: ['W06900001'],
      successors: [],
    },
    { code: 'E05900002', name: 'South Ward', otherNames: [], type: 'WARD', parents: [], successors: [] },
  ])
  expect(file.problems).toEqual([{ line: 4, rows: 1, message: expect.stringContaining('1 row') }])
  expect(() => readNamesCsv('name,code\nA,E06900001\n')).toThrow(UnreadableImport)
})

it("reads areas in the gateway's own CSV", () => {
  const file = readAreasCsv(
    'code,name,other_names,type,parents,population,year\n' +
      'E06900001,Port A,Porta;City of A,DISTRICT,E47900001;E12900001,1200,2024\n' +
      'E05900001,Quay,,WARD,E06900001,,\nE05900002,Bad type,,HAMLET,,,\nE05900001,Again,,WARD,,,\n',
    'invented',
  )
  expect(file.areas).toEqual([
    {
      code: 'E06900001',
      name: 'Port A',
      otherNames: ['Porta', 'City of A'],
      type: 'DISTRICT',
      parents: ['E47900001', 'E12900001'],
      successors: [],
      population: { value: 1200, year: 2024, source: 'invented' },
    },
    { code: 'E05900001', name: 'Quay', otherNames: [], type: 'WARD', parents: ['E06900001'], successors: [] },
  ])
  expect(file.problems.map((problem) => problem.line)).toEqual([4, 5])
})

it.skipIf(recordings === '')('takes the generalised boundaries of all 361 districts', () => {
  const file = readBoundaries(readFileSync(join(recordings, 'geography/local-authority-districts.geojson'), 'utf8'))
  expect(file.outlines.size).toBe(361)
  expect(file.problems).toEqual([])
})
