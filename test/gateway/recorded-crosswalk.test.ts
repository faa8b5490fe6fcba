import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openReport } from '../../src/catalogue/terms/open-report.ts'
import { readCrosswalkCsv } from '../../src/taxonomy/read-crosswalk.ts'
import { replayRecordings } from './replay-recordings.ts'
import { startGateway, testConfig, testFeed } from './start-gateway.ts'

const RECORDINGS = process.env['RECORDINGS'] ?? ''
const REVIEW = new URL('../../crosswalks/bristol-and-buckinghamshire.csv', import.meta.url).pathname
const LISTS = [
  'lga-english-and-welsh-services-2022.csv',
  'lga-functions-2015.csv',
  'open-eligibility-2.0.xml',
  'openactive-activity-list.jsonld',
]

it('the committed review has fewer than 100 rows, all of them readable and decided', () => {
  const { mappings, open, problems } = readCrosswalkCsv(readFileSync(REVIEW, 'utf8'), 'review.csv')
  expect(problems).toEqual([])
  expect(open).toBe(0)
  expect(mappings.length).toBeGreaterThan(0)
  expect(mappings.length).toBeLessThan(100)
})

describe.skipIf(RECORDINGS === '')('the committed review over the recorded feeds', () => {
  it.each(['bristol-v1', 'bristol-v3'])(
    'maps at least four fifths of the uses of terms of each feed, with %s',
    async (bristol) => {
      const replay = await replayRecordings(RECORDINGS)
      onTestFinished(() => replay.stop())
      const feeds = [
        testFeed('bristol', replay.urlOf(bristol)),
        testFeed('buckinghamshire', replay.urlOf('buckinghamshire')),
      ]
      const schemes = LISTS.map((name) => join(RECORDINGS, 'taxonomies', name))
      const taxonomies = { schemes, crosswalks: [REVIEW], proposeByLabel: false }
      const gateway = await startGateway(testConfig(feeds, { taxonomies }), { limits: { tries: 1 } })
      await gateway.refreshAll()
      const reports = openReport(join(gateway.dataDir, 'catalogue.sqlite'), ['bristol', 'buckinghamshire'], 0)
      for (const [, own] of Map.groupBy(reports, ({ feed }) => feed)) {
        const uses = own.reduce((sum, report) => sum + report.uses, 0)
        const mapped = own.reduce((sum, report) => sum + report.mappedUses, 0)
        expect(uses).toBeGreaterThan(0)
        expect(mapped / uses).toBeGreaterThanOrEqual(0.8)
      }
    },
  )
})
