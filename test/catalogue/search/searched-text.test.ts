import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { foldText } from '../../../src/facts/fold-text.ts'
import { searchedText } from '../../../src/catalogue/search/searched-text.ts'
import { openForWriting } from '../../../src/store/tables.ts'
import { openStore } from '../../../src/catalogue/open-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'oruk-gateway-text-'))
const file = join(folder, 'catalogue.sqlite')
const { db } = openForWriting(file)
const TEXTS = [
  'Swimming lessons for beginners',
  'Swimming for the over 60s',
  'Trimming and grooming',
  'Debt advice',
  'Carers coffee morning',
  'Organisation of volunteers',
]
for (const text of TEXTS) db.prepare('INSERT INTO service_text (name) VALUES (?)').run(foldText(text))
const store = openStore(file)

afterAll(() => {
  store.close()
  db.close()
  rmSync(folder, { recursive: true })
})

describe('searchedText', () => {
  it.each([
    ['a letter too few', 'swiming', 'swimming'],
    ['a letter too many', 'swimmming', 'swimming'],
    ['another letter', 'swinming', 'swimming'],
    ['two letters swapped', 'swimimng', 'swimming'],
    ['the first letter', 'awimming', 'swimming'],
    ['the commoner of two neighbours', 'srimming', 'swimming'],
    ['one word of several', 'swimming lesons', 'swimming lessons'],
    ['a word in a phrase', '"debt advise"', '"debt advice"'],
    ['an American spelling with an error', 'organizaton', 'organisation'],
  ])('corrects %s', (_, typed, corrected) => {
    expect(searchedText(store, typed)?.corrected).toBe(corrected)
  })

  it.each([
    ['words that are there', 'swimming lessons'],
    ['the beginning of a word', 'swimm'],
    ['a short word', 'debr'],
    ['two errors in a word', 'swiminf'],
    ['words that are there, though never together', 'debt swimming'],
    ['a correction that finds nothing either', 'debt swiming'],
    ['an accent', 'cárers'],
  ])('leaves %s as typed', (_, typed) => {
    expect(searchedText(store, typed)).not.toHaveProperty('corrected')
  })

  it('means nothing by a text without words', () => {
    expect(searchedText(store, ' – ')).toBeUndefined()
  })
})
