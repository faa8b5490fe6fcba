import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { holdGeography, createGeography } from '../../src/geography/geography.ts'
import { importAreas } from '../../src/intake/places/import-areas.ts'
import { recogniseImport } from '../../src/intake/places/recognise-import.ts'
import { describeImport } from '../../src/cli/areas-import.ts'
import { square } from '../geography/shapes.ts'
import { openGeographyRows } from '../../src/store/geography-file.ts'

const AT = '2026-11-23T10:00:00Z'

function createFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-import-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const put = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  return { folder, put, target: join(folder, 'data', 'geography.sqlite') }
}

const boundaries = (...codes: string[]) =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: codes.map((code, index) => ({
      type: 'Feature',
      properties: { LAD25CD: code },
      geometry: square(51, index, 1),
    })),
  })

it.each([
  ['\uFEFF{"type":"FeatureCollection"', 'BOUNDARIES'],
  ['code,name,type\n', 'AREAS'],
  ['"LAD25CD","LAD25NM","FID"\r\n', 'NAMES'],
  ['pcd7,pcd8,pcds,dointr,doterm,usrtypind,lad25cd,lat,long\n', 'POSTCODES'],
  ['pcd,pcd2,pcds,oslaua,lat,long\n', 'POSTCODES'],
])('recognises %s as %s', (beginning, kind) => {
  expect(recogniseImport(beginning)).toBe(kind)
})

it.each(['', 'name,size\nx,1', 'PK\u0003\u0004'])('says of %j what it could have been', (beginning) => {
  expect(() => recogniseImport(beginning)).toThrow(/GeoJSON.*ONS.*NSPL/)
})

const OWN = 'code,name,type,parents,population,year\nE06900001,One,DISTRICT,,7,2024\n'
const POSTCODES = 'pcds,doterm,lad25cd,lat,long\nBS1 4DJ,,E06900001,51.45,-2.59\n'

describe('an import', () => {
  it('adds to what is built in and to what was imported before, correcting what it states and keeping the rest', async () => {
    const { put, target } = createFolder()
    const names = put('lad.csv', 'LAD25CD,LAD25NM,LAD25NMW\nE06000023,Bristol,Bryste\nE06900001,Newtown,\n,,\n')
    const [outcome] = await importAreas([names], target, AT)
    expect(outcome).toMatchObject({ kind: 'NAMES', taken: 2, leftOut: 1 })
    await importAreas(
      [put('own.csv', 'code,name,type,parents,population,year\nE06900001,Newton,DISTRICT,E12000009,7,2024\n')],
      target,
      AT,
    )
    const { gazetteer, close } = createGeography(openGeographyRows(target))
    onTestFinished(close)
    expect(gazetteer.find('E06000023')).toMatchObject({
      name: 'Bristol',
      otherNames: expect.arrayContaining(['Bryste', 'Bristol, City of']),
      population: { value: 472443 },
    })
    expect(gazetteer.ancestorsOf('E06000023')).toContain('E12000009')
    expect(gazetteer.find('E06900001')).toMatchObject({
      name: 'Newton',
      otherNames: ['Newtown'],
      population: { value: 7 },
    })
    expect(gazetteer.find('S12000033')?.name).toBe('Aberdeen City')
  })

  it('says what it took, what it left and what is lacking', async () => {
    const { put, target } = createFolder()
    const files = [
      put('lad.geojson', boundaries('E06000023', 'E06900009', 'E06000023')),
      put(
        'nspl.csv',
        'pcds,doterm,lad25cd,lat,long\nBS1 4DJ,,E06000023,51.45,-2.59\nJE2 3AB,,L99999999,99.999999,0\nnothing,,,,\n',
      ),
    ]
    const imported = await importAreas(files, target, AT)
    const lines = imported.flatMap(describeImport).join('\n')
    expect(lines).toMatch(/lad\.geojson: 2 boundaries taken, 1 left out/)
    expect(lines).toMatch(/E06000023 came before/)
    expect(lines).toMatch(/1 boundaries have codes of no known area \(such as E06900009\)/)
    expect(lines).toMatch(/nspl\.csv: 2 postcodes taken, 1 left out/)
    expect(lines).toMatch(/1 have no place on the map/)
    const { gazetteer, postcodes, close } = createGeography(openGeographyRows(target))
    onTestFinished(close)
    expect(gazetteer.codesAt({ latitude: 51.5, longitude: 0.5 })[0]).toBe('E06000023')
    expect(postcodes.find('bs14dj')).toEqual({
      postcode: 'BS1 4DJ',
      latitude: 51.45,
      longitude: -2.59,
      areas: ['E06000023'],
      terminated: false,
    })
    expect(postcodes.find('JE2 3AB')).toEqual({ postcode: 'JE2 3AB', areas: [], terminated: false })
    expect(postcodes.find('BS1 4DK')).toBeUndefined()
  })

  it.each([
    ['people', 'mid-2024.csv', 'code,population,year\nE06000023,5,2024\nE06000022,x,2024\nE06000024,,2024\n', 2],
    ['names', 'lad.csv', 'LAD25CD,LAD25NM\nE06900001,Newtown\n,None\n,No one\n,Nobody\n', 3],
  ])('counts every row of %s that was left out', async (_what, name, text, leftOut) => {
    const { put, target } = createFolder()
    expect(await importAreas([put(name, text)], target, AT)).toMatchObject([{ taken: 1, leftOut }])
  })

  it('refuses a file that can not be read, takes nothing of it, and takes the others', async () => {
    const { folder, put, target } = createFolder()
    const good = put('good.csv', 'code,name,type\nE06900002,Two,DISTRICT\n')
    const cut = put('cut.csv', 'pcds,doterm,lad25cd,lat,long\nBS1 4DJ,,E06000023,51.45,-2.59\n"BS1')
    const after = put('nspl.csv', 'pcds,doterm,lad25cd,lat,long\nBS1 4DK,,E06000023,51.45,-2.59\n')
    const imported = await importAreas(
      [put('bad.csv', 'what,ever\n'), cut, join(folder, 'no.csv'), good, after],
      target,
      AT,
    )
    expect(imported.map((file) => ('refusal' in file ? file.refusal : file.taken))).toEqual([
      expect.stringMatching(/column of GSS codes is missing.*what, ever/),
      expect.stringContaining('not CSV that can be read to its end'),
      'There is no such file.',
      1,
      1,
    ])
    expect(imported.flatMap(describeImport)[0]).toMatch(/bad\.csv: refused\. /)
    const { gazetteer, postcodes, close } = createGeography(openGeographyRows(target))
    onTestFinished(close)
    expect(gazetteer.find('E06900002')?.name).toBe('Two')
    expect(postcodes.find('BS1 4DJ')).toBeUndefined()
    expect(postcodes.find('BS1 4DK')?.areas).toEqual(['E06000023'])
  })

  it('leaves what was there where all files are refused, and nothing half done behind', async () => {
    const { folder, put, target } = createFolder()
    await importAreas([put('one.csv', 'code,name,type\nE06900001,One,DISTRICT\n')], target, AT)
    const before = holdGeography(() => openGeographyRows(target))
    onTestFinished(() => before.close())
    await importAreas([put('bad.csv', 'what,ever\n')], target, AT)
    expect(before.reload()).toBe(false)
    expect(readdirSync(join(folder, 'data'))).toEqual(['geography.sqlite'])
  })

  it('shows to whoever holds the old state nothing until it is taken up, then all', async () => {
    const { put, target } = createFolder()
    const held = holdGeography(() => openGeographyRows(target))
    onTestFinished(() => held.close())
    const { version } = held.current()
    await importAreas([put('one.csv', 'code,name,type\nE06900001,One,DISTRICT\n')], target, AT)
    expect(held.current().gazetteer.find('E06900001')).toBeUndefined()
    expect(held.reload()).toBe(true)
    expect(held.current().gazetteer.find('E06900001')?.name).toBe('One')
    expect(held.current().version).not.toBe(version)
    expect(held.reload()).toBe(false)
  })

  it.each([
    ['the same files', ['own.csv', OWN], true, true],
    ['other people in a file of areas', ['own.csv', OWN.replace(',7,', ',8,')], false, true],
    ['a file of people', ['mid-2024.csv', 'code,population,year\nE06900001,9,2024\n'], false, true],
    ['another name', ['own.csv', OWN.replace('One', 'Uno')], false, false],
    ['an area more', ['own.csv', `${OWN}E06900002,Two,DISTRICT,,7,2024\n`], false, false],
    ['another boundary', ['lad.geojson', boundaries('E06900002', 'E06900001')], false, false],
    ['a postcode elsewhere', ['nspl.csv', POSTCODES.replace('51.45', '51.46')], false, false],
    ['a postcode that was withdrawn', ['nspl.csv', POSTCODES.replace(',,E06', ',202511,E06')], false, false],
  ] as const)('of %s is another state only where its content is', async (_what, [name, text], isSame, placesAlike) => {
    const { put, target } = createFolder()
    const files = { 'own.csv': OWN, 'lad.geojson': boundaries('E06900001'), 'nspl.csv': POSTCODES }
    await importAreas(
      Object.entries(files).map((file) => put(...file)),
      target,
      AT,
    )
    const before = createGeography(openGeographyRows(target))
    await importAreas([put(name, text)], target, AT)
    const after = createGeography(openGeographyRows(target))
    for (const each of [before, after]) each.close()
    expect([after.version === before.version, after.placing === before.placing]).toEqual([isSame, placesAlike])
  })

  it('refuses a file that is no geography, and says what to do', () => {
    const { folder, put } = createFolder()
    const file = put('geography.sqlite', 'not a database, whatever its name says')
    expect(existsSync(folder)).toBe(true)
    expect(() => createGeography(openGeographyRows(file))).toThrow(/areas import/)
  })
})
