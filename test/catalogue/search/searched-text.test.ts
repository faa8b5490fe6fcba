import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { foldText } from '../../../src/facts/fold-text.ts'
import { stemsOf } from '../../../src/facts/stem-word.ts'
import { rowSql } from '../../../src/facts/row-sql.ts'
import { knownWords } from '../../../src/catalogue/search/known-words.ts'
import { matching, searchedText } from '../../../src/catalogue/search/searched-text.ts'
import { selectByText } from '../../../src/catalogue/search/select-by-text.ts'
import { createSynonyms } from '../../../src/catalogue/search/synonyms.ts'
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
  'Foodbank on Fridays',
  'Food parcels',
  'Men in sheds',
  'Mentors for young men',
]
for (const [at, text] of TEXTS.entries()) {
  const folded = foldText(text)
  const stems = stemsOf(folded.split(' ')).join(' ')
  db.prepare('INSERT INTO service_text (rowid, name, name_stems) VALUES (?, ?, ?)').run(at + 1, folded, stems)
  db.prepare(
    `INSERT INTO service (sid, fid, uid, body_hash, full, name_sort, modified, assured, active, languages, text_hash, terms_hash, places_hash)
     VALUES (?, 1, ?, '', 1, '', '', '', 1, 0, '', '', '')`,
  ).run(at + 1, text)
}
const store = openStore(file)
const synonyms = createSynonyms([
  ['food bank', 'food parcels', 'food pantry'],
  ['owing money', 'debt'],
  { asked: ['skint', 'trim my beard', 'someone to groom'], called: ['debt'] },
  { asked: ['loan taken out twice', 'gone under', 'typing'], called: ['debt'], hints: ['purse', 'ledger'] },
  { asked: ['dip in the sea'], called: ['swimming'], hints: ['ledger'] },
])
const KNOWLEDGE = {
  synonyms,
  known: knownWords(store, (name) => (name === 'upton' ? ['E07000001'] : [])),
  areas: { availableIn: () => rowSql(['sid'], (s) => `${s('sid')} IN (1, 4)`) },
}

function find(text: string): readonly string[] {
  const { tiers, match } = searchedText(store, text, KNOWLEDGE) ?? { tiers: ['"nothing"'], match: '"nothing"' }
  const rows = selectByText(store, tiers, matching(match), { backward: false, limit: TEXTS.length })
  return rows.map(({ sid }) => TEXTS[Number(sid) - 1] ?? '')
}

afterAll(() => {
  store.close()
  db.close()
  rmSync(folder, { recursive: true })
})

describe('searchedText', () => {
  it('keeps typed words only where there is a bound on them', () => {
    const unbounded = store.once('synonyms said', () => new Map<string, boolean>())
    const before = unbounded.size
    expect(KNOWLEDGE.known.isOfHeads('unheardof')).toBe(false)
    expect(KNOWLEDGE.known.isOfHeads('swimming')).toBe(true)
    expect(unbounded.size).toBe(before)
  })

  it.each([
    ['a letter too few', 'swiming', 'swimming'],
    ['a letter too many', 'swimmming', 'swimming'],
    ['another letter', 'swinming', 'swimming'],
    ['two letters swapped', 'swimimng', 'swimming'],
    ['the first letter', 'awimming', 'swimming'],
    ['the commoner of two neighbours', 'srimming', 'swimming'],
    ['one word of several', 'swimming lesons', 'swimming lessons'],
    ['an American spelling with an error', 'organizaton', 'organisation'],
    ['to a word that people ask with, where records have none', 'typinng', 'typing'],
  ])('corrects %s', (_, typed, corrected) => {
    expect(searchedText(store, typed, KNOWLEDGE)?.corrected).toBe(corrected)
  })

  it.each([
    ['words that are there', 'swimming lessons'],
    ['the beginning of a word', 'swimm'],
    ['a short word', 'debr'],
    ['two errors in a word', 'swiminf'],
    ['words that are there, though never together', 'debt swimming'],
    ['a quoted word', '"swiming"'],
    ['a word in a phrase', '"debt advise"'],
    ['an accent', 'cárers'],
    ['a word of the language that no record has', 'trimmings'],
    ['a word that people ask with', 'typing'],
  ])('leaves %s as typed', (_, typed) => {
    expect(searchedText(store, typed, KNOWLEDGE)).not.toHaveProperty('corrected')
  })

  it('means nothing by a text without words', () => {
    expect(searchedText(store, ' – ', KNOWLEDGE)).toBeUndefined()
  })

  it.each([
    ['in the singular', 'beginner lesson', ['Swimming lessons for beginners']],
    ['written apart, or by another name', 'food bank ', ['Foodbank on Fridays', 'Food parcels']],
    ['written together', 'foodparcels ', ['Food parcels']],
    ['by another name alone', 'owing money', ['Debt advice']],
    ['without words of grammar', 'where can i find a debt advice near me', ['Debt advice']],
    ['the word itself before longer ones', 'men', ['Men in sheds', 'Mentors for young men']],
    ['nothing for a quoted phrase that stands nowhere', '"advice debt"', []],
    ['nothing for a word that nobody has', 'xylophone', []],
  ])('finds what is %s', (_, typed, found) => {
    expect(find(typed).toSorted()).toEqual(found.toSorted())
  })

  it('puts a word that stands whole before longer ones', () => {
    expect(find('men')[0]).toBe('Men in sheds')
  })

  it('never does without what stands in quotes', () => {
    expect(find('"debt" swimming lessons')).toEqual(['Debt advice'])
    expect(find('"debt" "swimming"')).toEqual([])
  })

  it.each([
    ['most of the words, where none has all', 'debt swimming beginners', ['Swimming lessons for beginners']],
    ['what decides, where none has all', 'grooming service', ['Trimming and grooming']],
    [
      'all words first, then without those that everybody uses',
      'swimming lessons',
      ['Swimming lessons for beginners', 'Swimming for the over 60s'],
    ],
    [
      'all words before one of two',
      'beginners swimming',
      ['Swimming lessons for beginners', 'Swimming for the over 60s'],
    ],
  ])('finds %s', (_, typed, found) => {
    expect(find(typed)).toEqual(found)
  })

  it.each([
    ['for whom it is', 'swimming for boys', ['Swimming lessons for beginners', 'Swimming for the over 60s']],
    ['a word in passing', 'swimming whenever', ['Swimming lessons for beginners', 'Swimming for the over 60s']],
    ['neither', 'swimming whenever for boys', ['Swimming lessons for beginners', 'Swimming for the over 60s']],
    [
      'one of two things',
      'swimming debt',
      ['Debt advice', 'Swimming lessons for beginners', 'Swimming for the over 60s'],
    ],
  ])('goes on, where few have all, with what lacks %s', (_, typed, found) => {
    expect(find(typed).toSorted()).toEqual(found.toSorted())
  })

  it('does without for whom it is before it does without what it is about', () => {
    expect(find('debt for men')[0]).toBe('Debt advice')
    expect(find('men over 60').length).toBeGreaterThan(0)
  })

  it('puts what has the known words in its name before what has a word in passing as well', () => {
    expect(find('debt whenever')[0]).toBe('Debt advice')
    expect(searchedText(store, 'debt whenever', KNOWLEDGE)?.relaxed).toHaveLength(2)
  })

  it('says what was asked where more is found than has all of it', () => {
    expect(searchedText(store, 'debt swimming beginners', KNOWLEDGE)?.relaxed).toHaveLength(3)
    expect(searchedText(store, 'debt advice', KNOWLEDGE)).not.toHaveProperty('relaxed')
  })

  it.each([
    ['after a word that announces it', 'debt advice in upton', [{ codes: ['E07000001'] }]],
    ['without one', 'upton debt advice', [{ codes: ['E07000001'] }]],
    ['but not alone', 'upton', []],
    ['but not in quotes', '"upton" debt', []],
    ['but not while it is being typed', 'debt upto', []],
  ])('takes the name of an area for a place %s', (_, typed, places) => {
    expect(searchedText(store, typed, KNOWLEDGE)?.places ?? []).toMatchObject(places)
  })

  it.each([
    ['one way only', 'skint', ['Debt advice']],
    ['not the other way', 'debt', ['Debt advice']],
    ['not by the one word of it that means something', 'someone to groom', ['Debt advice']],
    ['and by its words where they are several', 'trim my beard', ['Debt advice']],
    ['with other words between its own', 'a loan I have sadly taken twice', ['Debt advice']],
    ['in another order', 'twice taken, that loan', ['Debt advice']],
    ['by a word that hints at it', 'whose purse', ['Debt advice']],
  ])('finds what a group of ways to ask means, %s', (_, typed, found) => {
    expect(find(typed)).toEqual(found)
  })
})
