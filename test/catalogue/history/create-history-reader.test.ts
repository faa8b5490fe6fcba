import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createHistoryReader } from '../../../src/catalogue/history/create-history-reader.ts'
import { keepObservation } from '../../../src/intake/figures/keep-observation.ts'
import type { ObservationFrame, ObservedPeople } from '../../../src/model/observation.ts'
import { createReaderStore } from '../../../src/store/reader-store.ts'
import { openForWriting } from '../../../src/store/tables.ts'
import { createWriterStore } from '../../../src/store/writer-store.ts'
import { temporaryFolder } from '../../gateway/start-gateway.ts'

const AT = '2026-11-23T10:00:00Z'
const PEOPLE: ObservedPeople = {
  E06000023: { ALL: [480_000, 'mid-2024'] },
  E01014540: { ALL: [1_500, 'mid-2024'], AGE_0_4: [80, 'mid-2023'] },
}

const frameOf = (populations: string): ObservationFrame => ({
  feeds: [],
  rules: { matching: 'm', placing: 'p', coverage: 'c' },
  ...{ geography: 'g', populations, terms: 't', decisions: 'd' },
})

it('gives the people of an area at a look, also of looks of versions that kept all in one', () => {
  const file = join(temporaryFolder(), 'catalogue.sqlite')
  const { db } = openForWriting(file)
  const writer = createWriterStore(db)
  db.prepare("INSERT INTO observed_frame (hash, body) VALUES ('in one', ?)").run(JSON.stringify(PEOPLE))
  for (const populations of ['in one', 'in packs', 'in packs'])
    keepObservation(writer, { generation: 1, frame: frameOf(populations), people: PEOPLE, keys: [], areas: [] }, AT)
  writer.show()
  // One of each distinct frame, the people in one, two packs of them, and what names these.
  expect(db.prepare('SELECT count(*) AS count FROM observed_frame').get()?.['count']).toBe(6)
  db.close()
  const store = createReaderStore(file)
  onTestFinished(() => store.close())
  store.hold()
  const reader = createHistoryReader(store, { feeds: () => [], standings: () => [], placingVersion: () => '' })
  expect(reader.observations()).toHaveLength(3)
  for (const look of reader.observations())
    expect(['E06000023', 'E01014540', 'E06000022'].map((area) => reader.people(look, area))).toStrictEqual([
      PEOPLE['E06000023'],
      PEOPLE['E01014540'],
      undefined,
    ])
})
