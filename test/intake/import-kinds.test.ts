import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { populationOf } from '../../src/coverage/population.ts'
import { createGeography } from '../../src/geography/geography.ts'
import type { PopulationBand } from '../../src/geography/population-bands.ts'
import { importAreas } from '../../src/intake/places/import-areas.ts'
import { openGeographyRows } from '../../src/store/geography-file.ts'

const recordings = process.env['RECORDINGS'] ?? ''
const AT = '2026-11-23T10:00:00Z'
const single = Array.from({ length: 91 }, (_, age) => age)
const sapeHeader = ['F', 'M'].flatMap((sex) => single.map((age) => `${sex}${age}`)).join(',')

async function take(files: Readonly<Record<string, string>>, today = '2026-11-28') {
  const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-kinds-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  const target = join(folder, 'geography.sqlite')
  const imported = await importAreas(
    Object.keys(files).map((name) => join(folder, name)),
    target,
    AT,
  )
  const geography = createGeography(openGeographyRows(target), today)
  onTestFinished(() => geography.close())
  const of = (code: string, band: PopulationBand) => {
    const area = geography.gazetteer.find(code)
    return area && populationOf(area, band, { gazetteer: geography.gazetteer, smallAreasIn: () => [] })
  }
  return { imported, ...geography, of }
}

describe('populations as published', () => {
  it.each([
    [
      'mid-year estimates below their titles, with commas',
      'mye.csv',
      `Mid-2023 estimates,,\n\nCode,Name,Geography,All ages,${single.join(',')}\nE06000001,Hartlepool,Unitary,"1,365",${single.map(() => 15).join(',')}\n`,
      { ALL: 1365, AGE_0_4: 75, AGE_0_17: 270, AGE_85_PLUS: 90 },
      { year: 2023, vintages: ['mid-2023'] },
      ['Name', 'Geography'],
    ],
    [
      'a table of the census by bands',
      'census2021-ts007a-ltla.csv',
      'date,geography,geography code,Age: Total,Age: Aged 4 years and under,Age: Aged 5 to 9 years,Age: Aged 85 years and over\n2021,Hartlepool,E06000001,90,4,5,8\n',
      { ALL: 90, AGE_0_4: 4, AGE_5_9: 5, AGE_85_PLUS: 8 },
      { year: 2021, vintages: ['census-2021'] },
      ['geography'],
    ],
    [
      'a row an age and sex, of several years',
      'MYEB1.csv',
      `ladcode23,laname23,sex,age,population_2022,population_2023\n${single.map((age) => ['M', 'F'].map((sex) => `E06000001,Hartlepool,${sex},${age},1,10`).join('\n')).join('\n')}\n`,
      { ALL: 1820, AGE_0_4: 100, AGE_65_PLUS: 520 },
      { year: 2023, vintages: ['2023'] },
      ['laname23', 'population_2022'],
    ],
    [
      'a row an age, persons beside the sexes',
      'nomis.csv',
      `DATE_NAME,GEOGRAPHY_NAME,GEOGRAPHY_CODE,GENDER_NAME,C_AGE,C_AGE_NAME,OBS_VALUE\n${['Persons,200,All Ages,9', 'Male,200,All Ages,4', 'Persons,25,Aged 65+,3'].map((row) => `2024,Hartlepool,E06000001,${row}`).join('\n')}\n`,
      { ALL: 9, AGE_65_PLUS: 3 },
      { year: 2024, vintages: ['2024'] },
      ['GEOGRAPHY_NAME', 'C_AGE'],
    ],
    [
      'small areas by sex and single year',
      'sape-mid-2022.csv',
      `LAD 2023 Code,LAD 2023 Name,LSOA 2021 Code,LSOA 2021 Name,Total,${sapeHeader}\n${['E01900001', 'E01900002'].map((code) => `E06000001,Hartlepool,${code},H 1,182,${single.map(() => '1').join(',')},${single.map(() => '1').join(',')}`).join('\n')}\n`,
      undefined,
      { year: 2022, vintages: ['mid-2022'] },
      ['LAD 2023 Code', 'LAD 2023 Name', 'LSOA 2021 Name'],
    ],
  ])('are taken from %s', async (_, name, text, people, origin, ignored) => {
    const areas = 'code,name,type\nE01900001,H 1,SMALL_AREA\nE01900002,H 2,SMALL_AREA\n'
    const { imported, of } = await take({ 'areas.csv': areas, [name]: text })
    expect(imported[1]).toMatchObject({ kind: 'POPULATIONS', columns: { ignored } })
    const code = people === undefined ? 'E01900002' : 'E06000001'
    for (const [band, value] of Object.entries(people ?? { ALL: 182, AGE_0_17: 36, AGE_85_PLUS: 12 }))
      expect(of(code, band === 'ALL' ? 'ALL' : (band as PopulationBand)), band).toMatchObject({ value, ...origin })
  })

  it.each([
    ['no code', 'name,All ages\nHartlepool,5\n', /GSS codes is missing/],
    ['no year', 'code,all ages,0\nE06000001,5,1\n', /column year .* is missing/],
    [
      'the day of their release alone',
      'Released on 15 July 2024,,\ncode,all ages,0\nE06000001,5,1\n',
      /column year .* is missing/,
    ],
  ])('are refused with %s', async (_, text, refusal) => {
    const { imported } = await take({ 'ok.csv': 'code,name,type\nE06900001,A,DISTRICT\n', 'people.csv': text })
    expect(imported[1]).toEqual({ file: expect.any(String), refusal: expect.stringMatching(refusal) })
  })

  it('of areas that are not known are left out, and said', async () => {
    const { imported } = await take({ 'p.csv': 'code,year,all\nE06000001,2024,5\nE13000001,2024,6\n' })
    expect(imported[0]).toMatchObject({ taken: 1, leftOut: 1, notes: [expect.stringContaining('E13000001')] })
  })
})

describe('look-ups, histories and registers', () => {
  it.each([
    [
      'a look-up of small areas',
      'LSOA21CD,LSOA21NM,LAD24CD,LAD24NM,ICB24CD,ICB24NM\nE01900001,H 1,E06000001,Hartlepool,E54900001,North Board\n',
      'NAMES',
      [
        ['E01900001', { type: 'SMALL_AREA', parents: ['E06000001', 'E54900001'] }],
        ['E54900001', { type: 'ICB', name: 'North Board' }],
      ],
    ],
    [
      'a look-up of districts that lie in several boards',
      'LAD24CD,LAD24NM,ICB24CD,ICB24NM\nE06000001,Hartlepool,E54900001,A\nE06000001,Hartlepool,E54900002,B\n',
      'NAMES',
      [['E06000001', { parents: ['E47000006'] }]],
    ],
    [
      'a code history',
      'ltla22_code,ltla22_name,ltla23_code,ltla23_name,ltla24_code,ltla24_name\nE07900001,Old,E06900001,New,E06900001,New\nE07900002,Older,E06900001,New,E06900001,New\n',
      'NAMES',
      [
        ['E07900001', { name: 'Old', successors: ['E06900001'] }],
        ['E06900001', { name: 'New', successors: [] }],
      ],
    ],
    [
      'a table of districts',
      'code,code_2025,name,country,region_code,upper_tier_code,icb_code,population_2021\nE08900016,E08900038,Barn,England,E12000003,E08900016,E54000061,500\n',
      'REGISTER',
      [
        [
          'E08900016',
          { type: 'DISTRICT', parents: ['E12000003'], successors: ['E08900038'], population: { value: 500 } },
        ],
        ['E08900038', { name: 'Barn', parents: ['E12000003'] }],
      ],
    ],
    [
      'a register of councils with codes of its own',
      'local-authority-code,official-name,nice-name,gss-code,start-date,end-date,replaced-by,county-la,former-gss-codes\nOLD,Old Borough Council,Old,E07900001,,2019-03-31,NEW,CTY,\nNEW,New Council,New,E06900001,2019-04-01,,,,E06900009\nCTY,Shire County Council,Shire,E10900001,,,,,\nNIR,No code,No code,,,,,,\n',
      'REGISTER',
      [
        [
          'E07900001',
          {
            otherNames: ['Old Borough Council'],
            successors: ['E06900001'],
            validTo: '2019-03-31',
            parents: ['E10900001'],
          },
        ],
        ['E06900001', { validFrom: '2019-04-01' }],
        ['E06900009', { successors: ['E06900001'] }],
      ],
    ],
    [
      'changes of the Code History Database',
      'GEOGCD,GEOGNM,GEOGCD_P,GEOGNM_P,OPER_DATE\nE06900001,New,E07900001,Old,01/04/2023\nE07900001,Old,E07900001,Old,01/04/2009\n',
      'SUCCESSIONS',
      [['E07900001', { successors: ['E06900001'], validTo: '2023-03-31' }]],
    ],
  ] as const)('are taken: %s', async (_, text, kind, expected) => {
    const { imported, gazetteer } = await take({ 'file.csv': text })
    expect(imported[0]).toMatchObject({ kind })
    for (const [code, area] of expected) expect(gazetteer.find(code), code).toMatchObject(area)
  })

  it.each([
    [
      "names with a register's codes, without the register",
      'la-name,local-authority-code\nAberdeen,ABE\n',
      /GSS codes is missing \(gss-code or code\).* ABE/,
    ],
    [
      'outcodes',
      'postcode,eastings,latitude,longitude,town\nAB10,3,57.1,-2.1,Aberdeen\n',
      /missing: a code of areas, such as lad25cd/,
    ],
    [
      'postcodes without a point',
      'pcd7,pcds,oa21cd,lsoa21cd,ladcd\nBS1 4DJ,BS1 4DJ,E00,E01,E06000023\n',
      /missing: lat; long/,
    ],
    ['a hex cartogram', '{"layout":"odd-r","hexes":{}}', /`features` .* missing/],
    ['another JSON', '{"type":"Topology"}', /`features` is missing/],
    ['successors without dates that can be read', 'code,successor,from\nE07000001,E06000001,soon\n', undefined],
    ['an archive', 'PK\u0003\u0004', /No workbook .* Take the files out of an archive/],
  ])('refuses %s with what is missing', async (_, text, refusal) => {
    const { imported } = await take({ 'ok.csv': 'code,name,type\nE06900001,A,DISTRICT\n', file: text })
    const [, file] = imported
    if (refusal === undefined) expect(file).toMatchObject({ taken: 0, leftOut: 1 })
    else expect(file).toMatchObject({ refusal: expect.stringMatching(refusal) })
  })
})

it('names each column of a file as it does, one without a value too', async () => {
  const { imported } = await take({ 'wd.csv': 'WD24CD,WD24NM,CTY24CD,CTY24NM,FID\nE05900001,Quay,,,\n' })
  expect(imported[0]).toMatchObject({
    columns: { taken: ['WD24CD', 'WD24NM', 'CTY24CD', 'CTY24NM'], ignored: ['FID'] },
  })
})

it('keeps an area whose successor nobody knows', async () => {
  const { gazetteer } = await take({ 'a.csv': 'code,name,type,successors\nE06900001,A,DISTRICT,E06900009\n' })
  expect(gazetteer.findCurrent('E06900001')).toMatchObject([{ area: { name: 'A' }, share: 'FULL' }])
})

describe('a reorganisation that is declared ahead', () => {
  const AHEAD = `code,name,successor,successor_name,from
E07000177,,E06900101,North Oxfordshire,2028-04-01
E07000181,,E06900101,North Oxfordshire,2028-04-01
E10000025,,E06900101,North Oxfordshire,2028-04-01
E54900001,West Board,E54900003,Joint Board,2026-04-01
E54900002,East Board,E54900003,Joint Board,2026-04-01
`

  it('leaves areas as they are until its day', async () => {
    const { gazetteer, imported } = await take({ 'ahead.csv': AHEAD })
    expect(imported[0]).toMatchObject({ kind: 'SUCCESSIONS', taken: 5, leftOut: 0 })
    expect(gazetteer.find('E07000177')).toMatchObject({ successors: [], validTo: '2028-03-31' })
    expect(gazetteer.find('E06900101')).toBeUndefined()
    expect(gazetteer.findCurrent('E54900001').map(({ area }) => area.name)).toEqual(['Joint Board'])
  })

  it('puts the new area in the place of the old ones on its day, with their people and what they lay in', async () => {
    const { gazetteer, of, version } = await take({ 'ahead.csv': AHEAD }, '2028-04-01')
    expect(gazetteer.findCurrent('E07000177')).toMatchObject([{ area: { code: 'E06900101' }, share: 'PARTIAL' }])
    expect(gazetteer.ancestorsOf('E06900101')).toContain('E12000008')
    const old = ['E07000177', 'E07000181'].map((code) => of(code, 'AGE_65_PLUS')?.value ?? Number.NaN)
    expect(of('E06900101', 'AGE_65_PLUS')).toMatchObject({ value: old.reduce((a, b) => a + b), year: 2020 })
    expect(version).not.toBe((await take({ 'ahead.csv': AHEAD })).version)
  })
})

it.each([
  ['people of areas', { 'mid-2024.csv': 'code,All ages\nE06000001,94000\n' }, true],
  ['areas', { 'areas.csv': 'code,name,type,parents\nE05999999,Nook,WARD,E06000001\n' }, false],
])('records are placed as before where %s were imported: %j', async (_what, files, isSame) => {
  const before = createGeography(undefined, '2026-11-28')
  const { version, placing } = await take(files)
  expect(version).not.toBe(before.version)
  expect(placing === before.placing).toBe(isSame)
})

it.skipIf(recordings === '')(
  'takes or refuses each recorded file of geography, and leaves the districts as they are',
  async () => {
    const names = [
      'lad_code_history_2016_2024.csv',
      'local-authority-districts.csv',
      'local-authority-districts.geojson',
      'mysociety_lookup_name_to_registry.csv',
      'mysociety_uk_local_authorities_future.csv',
      'outcodes-2017.csv',
      'populations-by-age.csv',
      'uk-local-authority-districts-2023.hexjson',
    ]
    const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-kinds-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const target = join(folder, 'geography.sqlite')
    const imported = await importAreas(
      names.map((name) => join(recordings, 'geography', name)),
      target,
      AT,
    )
    expect(imported.map((file) => ('refusal' in file ? 'refused' : `${file.kind} ${file.taken}`))).toEqual([
      'NAMES 361',
      'REGISTER 361',
      'BOUNDARIES 361',
      'ALIASES 65',
      'REGISTER 445',
      'refused',
      'POPULATIONS 361',
      'refused',
    ])
    const { gazetteer, close } = createGeography(openGeographyRows(target), '2026-11-28')
    onTestFinished(close)
    const current = gazetteer.areas.filter(({ successors }) => successors.length === 0)
    expect(current.filter(({ type }) => type === 'DISTRICT')).toHaveLength(361)
    expect(current.filter(({ type }) => type === 'COUNTY')).toHaveLength(21)
  },
)

describe('names that people write', () => {
  const register = 'local-authority-code,nice-name,gss-code\nBST,Bristol,E06000023\nDOR,Dorset,E06000059\n'
  const written =
    'la-name,local-authority-code\nbristol toun,BST\nBristol,BST\nWiltshire,BST\nbrizzle,DOR\nBrizzle,BST\nx,ZZZ\n'

  it('mean the areas of a register, in whatever order the files are given', async () => {
    const { imported, gazetteer } = await take({ 'names.csv': written, 'register.csv': register })
    expect(gazetteer.findByName('Bristol Toun')).toMatchObject({
      kind: 'FOUND',
      areas: [{ area: { code: 'E06000023' } }],
    })
    expect(imported.map((file) => 'kind' in file && file.kind)).toEqual(['ALIASES', 'REGISTER'])
    expect(imported[0]).toMatchObject({ taken: 1, leftOut: 3 })
  })

  it.each([
    ['of another area', 'Wiltshire', 'E06000054'],
    ['that the file gives to two areas', 'Brizzle', undefined],
  ])('never put a name %s in doubt', async (_, name, code) => {
    const { gazetteer } = await take({ 'register.csv': register, 'names.csv': written })
    const found = gazetteer.findByName(name)
    expect(found?.kind === 'FOUND' ? found.areas.map(({ area }) => area.code) : []).toEqual(
      code === undefined ? [] : [code],
    )
  })
})

describe('tables below titles', () => {
  it.each([
    ['LAD names', 'Names and codes,\n\nLA code,LA name\nE06900001,Newtown\n', 'NAMES'],
    [
      'a history',
      'History\nAs of 2024,\nladcode23,laname23,ladcode24,laname24\nE07900001,Old,E06900001,Newtown\n',
      'NAMES',
    ],
    ['a register', 'Register,,\nname,code,region_code\nNewtown,E06900001,E12000001\n', 'REGISTER'],
  ])('are read: %s', async (_, text, kind) => {
    const { imported, gazetteer } = await take({ 'a.csv': text })
    expect(imported[0]).toMatchObject({ kind, taken: 1 })
    expect(gazetteer.find('E06900001')).toMatchObject({ name: 'Newtown', successors: [] })
  })

  it.each(['LA code', 'ladcode21', 'Area Code [note 2]', 'mnemonic', 'Code'])(
    'have populations whose codes are in a column %s',
    async (header) => {
      const { of } = await take({ 'mid-2023.csv': `Estimates,,\nName,${header},All persons [note 1]\nA,E06000001,5\n` })
      expect(of('E06000001', 'ALL')).toMatchObject({ value: 5, year: 2023 })
    },
  )

  it('are upper tiers beside districts, of which none took the place of the other', async () => {
    const { gazetteer } = await take({
      'a.csv': 'LTLA23CD,LTLA23NM,UTLA23CD,UTLA23NM\nE07900001,Town,E10900001,Shire\n',
    })
    expect(gazetteer.find('E07900001')).toMatchObject({ parents: ['E10900001'], successors: [] })
  })
})
