import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { startFakeCouncil } from './fake-council.ts'
import { startGateway, temporaryFolder, testConfig, testFeed } from './start-gateway.ts'
import { lunchClub } from './listed-twice.ts'

const COMMAND = join(import.meta.dirname, '..', '..', 'bin', 'oruk-gateway.js')

function run(args: readonly string[], dataDir: string): Promise<{ readonly code: number; readonly text: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [COMMAND, ...args],
      { env: { ...process.env, DATA_DIR: dataDir } },
      (error, stdout, stderr) =>
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, text: `${stdout}${stderr}` }),
    )
  })
}

it('lets a person review duplicates and decide, beside a running gateway', async () => {
  const east = await startFakeCouncil([
    lunchClub({ id: 'e1', assured: '2026-10-01', more: { email: 'east@lunch.org.uk' } }),
  ])
  const west = await startFakeCouncil([
    lunchClub({
      id: 'w1',
      name: 'Riverside Meals',
      phone: '0117 496 0777',
      more: { assurer_email: 'person@west.gov.uk' },
    }),
  ])
  onTestFinished(async () => {
    await east.close()
    await west.close()
  })
  const dataDir = temporaryFolder()
  const gateway = await startGateway(testConfig([testFeed('east', east.url), testFeed('west', west.url)]), { dataDir })
  await gateway.refreshAll()

  const shown = await run(['duplicates', 'show', 'east/e1', 'west/w1'], dataDir)
  expect(shown).toMatchObject({ code: 0 })
  expect(shown.text).toMatch(/name +≠ Riverside Lunch Club +Riverside Meals/)
  expect(shown.text).not.toContain('person@west.gov.uk')

  expect(
    (await run(['duplicates', 'decide', 'east/e1', 'west/none', 'SAME_SERVICE', '--by', 'a tester'], dataDir)).code,
  ).toBe(1)
  expect(
    (await run(['duplicates', 'decide', 'east/e1', 'west/w1', 'THE_SAME', '--by', 'a tester'], dataDir)).code,
  ).toBe(1)
  expect(
    (await run(['duplicates', 'decide', 'east/e1', 'west/w1', 'same_service', '--by', 'a tester'], dataDir)).code,
  ).toBe(0)
  await gateway.refreshAll()
  expect((await gateway.ask('{ services { totalCount } }')).data.services.totalCount).toBe(1)
  expect((await run(['duplicates', 'list', '--decision', 'REVIEWED'], dataDir)).text).toMatch(
    /SAME_SERVICE\s+east\/e1 +Riverside Lunch Club/,
  )

  const folder = join(dataDir, 'reports')
  await run(['duplicates', 'report', '--output', folder], dataDir)
  expect(readFileSync(join(folder, 'duplicates-west.txt'), 'utf8')).toMatch(/record +west\/w1 +east\/e1/)
  const [head, row] = readFileSync(join(folder, 'duplicates-west.csv'), 'utf8').split('\r\n')
  expect(head).toContain('your record,their record')
  expect(row).toContain('west/w1,east/e1')

  const worklist = await run(['quality', 'report', 'west'], dataDir)
  expect(worklist.text).toContain('Riverside Meals  (w1)')
  expect((await run(['quality', 'report', 'south'], dataDir)).code).toBe(1)

  const stated = async (...args: readonly string[]): Promise<unknown> =>
    JSON.parse((await run([...args, '--json'], dataDir)).text)
  const pair = { a: { record: 'east/e1' }, b: { record: 'west/w1' }, relation: 'SAME_SERVICE', decision: 'REVIEWED' }
  expect(await stated('duplicates', 'list', '--decision', 'REVIEWED')).toMatchObject([pair])
  expect(await stated('duplicates', 'show', 'east/e1', 'west/w1')).toMatchObject({
    ...pair,
    fields: expect.arrayContaining([
      { field: 'name', left: 'Riverside Lunch Club', right: 'Riverside Meals', differs: true },
    ]),
  })
  expect(await stated('duplicates', 'report', '--feed', 'west')).toMatchObject([
    { feed: 'west', pairs: [{ a: { record: 'west/w1' } }] },
  ])
  expect(await stated('quality', 'report', 'west')).toMatchObject({ activeServices: 1, records: [{ originId: 'w1' }] })
  expect(await stated('areas', 'report')).toEqual([])
}, 90_000)
