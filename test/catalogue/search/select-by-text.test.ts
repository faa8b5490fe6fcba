import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { anchorOf } from '../../../src/catalogue/search/complete-hits.ts'
import { IS_ACTIVE, allOf } from '../../../src/catalogue/search/condition.ts'
import { matching } from '../../../src/catalogue/search/searched-text.ts'
import { selectByText, selectByTextInSteps } from '../../../src/catalogue/search/select-by-text.ts'
import type { Stretch } from '../../../src/catalogue/search/select-hits.ts'
import { doAll } from '../../../src/catalogue/steps.ts'
import { openStore } from '../../../src/catalogue/open-store.ts'
import type { Row } from '../../../src/store/row.ts'
import { openForWriting } from '../../../src/store/tables.ts'

const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-text-'))
const file = join(folder, 'catalogue.sqlite')
const { db } = openForWriting(file)
const COUNT = 240
for (let sid = 1; sid <= COUNT; sid += 1) {
  // Every third is named for it, every other says it, with as many words as make ties and differences.
  const name = sid % 3 === 0 ? `chess ${'club '.repeat(sid % 4)}` : 'club'
  const description = sid % 2 === 0 ? `chess ${'and tea '.repeat(sid % 5)}` : 'tea'
  db.prepare('INSERT INTO service_text (rowid, name, description) VALUES (?, ?, ?)').run(sid, name, description)
  db.prepare(
    `INSERT INTO service (sid, fid, uid, body_hash, full, name_sort, modified, assured, active, languages, text_hash, terms_hash, places_hash)
     VALUES (?, 1, ?, '', 1, '', '', '', ?, 0, '', '', '')`,
  ).run(sid, `north/${String(COUNT - sid).padStart(4, '0')}`, Number(sid % 7 !== 0))
}
const store = openStore(file)

afterAll(() => {
  store.close()
  db.close()
  rmSync(folder, { recursive: true })
})

const TIERS = ['{name} : "chess"', '"chess"', '"chess" OR "tea"']
const WHERE = allOf([matching('"chess" OR "tea"'), IS_ACTIVE])

function select(stretch: Partial<Stretch>): readonly Row[] {
  return selectByText(store, TIERS, WHERE, { backward: false, limit: COUNT, ...stretch })
}

const sidsOf = (rows: readonly Row[]): readonly number[] => rows.map(({ sid }) => Number(sid))
const ALL = sidsOf(select({}))

describe('selectByText', () => {
  it('finds all that passes once, those of an earlier tier first', () => {
    const active = Array.from({ length: COUNT }, (_, at) => at + 1).filter((sid) => sid % 7 !== 0)
    expect(ALL.toSorted((a, b) => a - b)).toEqual(active)
    const tierOf = (sid: number): number => (sid % 3 === 0 ? 0 : sid % 2 === 0 ? 1 : 2)
    expect(ALL.map(tierOf)).toEqual(ALL.map(tierOf).toSorted((a, b) => a - b))
  })

  it.each([1, 7, 50, 80, 300])('gives the same in pages of %i, forward and backward', (limit) => {
    const forward: number[] = []
    for (let rows = select({ limit }); rows.length > 0; rows = select({ limit, after: anchorOf(rows.at(-1) ?? {}) }))
      forward.push(...sidsOf(rows))
    expect(forward).toEqual(ALL)
    const back: number[] = []
    for (
      let rows = select({ limit, backward: true });
      rows.length > 0;
      rows = select({ limit, backward: true, before: anchorOf(rows.at(-1) ?? {}) })
    )
      back.push(...sidsOf(rows))
    expect(back.toReversed()).toEqual(ALL)
  })

  it('gives the same in steps', () => {
    const whole: Stretch = { backward: false, limit: COUNT }
    expect(sidsOf(doAll(selectByTextInSteps(store, TIERS, WHERE, whole)))).toEqual(ALL)
  })

  it('goes on where a cursor on a record stands now, whatever its score was', () => {
    const [first, second, third] = select({ limit: 3 })
    const moved = { ...anchorOf(second ?? {}), value: -99 }
    expect(select({ after: moved, limit: 1 })).toEqual([third])
    expect(select({ before: moved, limit: 1 })).toEqual([first])
  })
})
