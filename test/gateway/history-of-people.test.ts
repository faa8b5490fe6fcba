import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { importAreas } from '../../src/intake/places/import-areas.ts'
import { BRISTOL, serving, SOMERSET, start, stated } from './coverage-kit.ts'
import { testConfig, testFeed } from './start-gateway.ts'

const DAY = 86_400_000
const AREAS = `areas: { codes: ["${BRISTOL}", "${SOMERSET}"] }`
const POINTS = 'observedAt serviceCount change ratePer1000 { value population } breaks { kind from to message }'

it('marks that rates are per other people, which touches no count, and takes the same file again for nothing', async () => {
  const { gateway, councils, pass, coverage } = await start({
    north: { services: [stated('s1', [1], serving(BRISTOL, SOMERSET))], feed: { areas: [BRISTOL] } },
  })
  const look = async (people: number): Promise<void> => {
    const file = join(gateway.dataDir, 'mid-2024.csv')
    writeFileSync(file, `code,population_65_plus,year\n${BRISTOL},${people},2024\n`)
    await importAreas([file], join(gateway.dataDir, 'geography.sqlite'), '2026-11-23T10:00:00Z')
    await gateway.reload(testConfig([testFeed('north', councils['north']?.url ?? '', { areas: [BRISTOL, SOMERSET] })]))
    await gateway.reprocessed()
    await gateway.recordHistory()
    pass(DAY)
  }
  for (const people of [50_000, 50_000, 64_000]) await look(people)
  const { trend } = await coverage(
    `${AREAS} population: AGE_65_PLUS`,
    `trend(from: "2026-11-23", to: "2026-11-25", step: DAY) { area { code } term { uri } points { ${POINTS} } }`,
  )
  const [all, , elsewhere] = trend
  expect(all.points.map(({ breaks }: { breaks: unknown[] }) => breaks.length)).toEqual([0, 0, 1])
  expect(all.points[2]).toMatchObject({ serviceCount: 1, change: 0, ratePer1000: { population: 64_000 } })
  expect(all.points[2].breaks[0]).toMatchObject({
    kind: 'POPULATIONS_CHANGED',
    from: '50000 (mid-2024)',
    to: '64000 (mid-2024)',
    message: expect.stringContaining(
      'Bristol, City of has 64000 (mid-2024) people aged 65 and over, before 50000 (mid-2024)',
    ),
  })
  // Every point is per the people of now: nothing else than services changes a rate within a trend.
  expect(new Set(all.points.map((point: { ratePer1000: { value: number } }) => point.ratePer1000.value)).size).toBe(1)
  expect(elsewhere.points.flatMap(({ breaks }: { breaks: unknown[] }) => breaks)).toEqual([])
  const then = await coverage(
    `${AREAS} population: AGE_65_PLUS asOf: "2026-11-23T12:00:00Z"`,
    'caveats { code message areas { code } }',
  )
  expect(then.caveats).toContainEqual({
    code: 'POPULATIONS_CHANGED',
    message: expect.stringContaining('64000 (mid-2024) people aged 65 and over, before 50000 (mid-2024)'),
    areas: [{ code: BRISTOL }],
  })
  const ofAll = await coverage(`${AREAS} asOf: "2026-11-23T12:00:00Z"`, 'caveats { code }')
  expect(ofAll.caveats).not.toContainEqual({ code: 'POPULATIONS_CHANGED' })
})
