import { describe, expect, it } from 'vitest'
import { createLookAlikeSet, createSameSet } from '../../bench/matching/look-alike-set.ts'
import type { Service } from '../../src/model/service.ts'
import { judgePair } from '../../src/merge/judge-pair.ts'
import type { PairJudgement } from '../../src/merge/judge-pair.ts'
import { createMatchIndex } from '../../src/merge/memory-index.ts'
import { readNameTokens, readServiceName } from '../../src/merge/normalise-name.ts'
import { readOwnWords } from '../../src/merge/own-words.ts'
import { eastholt, placedAt, record, westmere } from './service-fixture.ts'

const everythingElse: Partial<Service> = {
  url: 'https://quillmead.example/services',
  organization: { name: 'Quillmead Wellbeing CIC' },
  phones: [{ number: '0117 922 2000' }],
  ...placedAt('14 Mill Road', 'BS1 1JT', { name: 'Mill Road Rooms' }),
}

function judge(left: string, right: string, common: Partial<Service> = everythingElse): PairJudgement {
  const a = record(westmere, { ...common, id: 'a', name: left })
  const b = record(eastholt, { ...common, id: 'b', name: right })
  return judgePair(a, b, createMatchIndex([a, b]).corpus)
}

function features(pair: PairJudgement): readonly string[] {
  return pair.evidence.map((each) => each.feature)
}

describe('two services of one body in one building', () => {
  it.each([
    ['Meditation Hour', 'Meditation Hour for Students', 'name.audience'],
    ['Physio', 'Physio Online', 'name.audience'],
    ['Woodcraft', 'Woodcraft for Beginners', 'name.audience'],
    ['Tea Dance', 'Tea Dance 65+', 'name.audience'],
    ['Care Home', 'Home Care', 'name.order'],
    ['Care Home', 'Care at Home', 'name.order'],
    ['Carers of Children', 'Children of Carers', 'name.order'],
    ['Parent Training for Teachers', 'Teacher Training for Parents', 'name.order'],
    ['Choir', 'Choir on Teams', 'name.audience'],
    ['Weaving Group', 'Weaning Group', 'name.part'],
    ['Skating Club', 'Skaters Club', 'name.different'],
  ])('%s is not %s, however much else agrees', (left, right, feature) => {
    const pair = judge(left, right)
    expect(pair.tier).not.toBe('AUTO')
    expect(features(pair)).toContain(feature)
  })

  it('stay two in all of a set of their kinds, and those written in two ways stay one', () => {
    const tierOf = ({ a, b }: ReturnType<typeof createSameSet>[number]): string =>
      judgePair(a, b, createMatchIndex([a, b]).corpus).tier
    const wrong = createLookAlikeSet().filter((pair) => tierOf(pair) === 'AUTO')
    expect(wrong.map(({ a, b }) => `${a.name.stated} | ${b.name.stated}`)).toEqual([])
    const missed = createSameSet().filter((pair) => tierOf(pair) !== 'AUTO')
    expect(missed.map(({ a, b }) => `${a.name.stated} | ${b.name.stated}`)).toEqual([])
  })

  it('are never of one cluster', () => {
    expect(judge('Choir', 'Youth Choir').vetoed).toBe(true)
  })

  it('are for a person where neither phone nor page is shared', () => {
    const { phones: _, url: __, ...common } = everythingElse
    const a = record(westmere, {
      ...common,
      id: 'a',
      url: 'https://one.example/a',
      phones: [{ number: '0117 922 2000' }],
    })
    const b = record(eastholt, {
      ...common,
      id: 'b',
      url: 'https://two.example/b',
      phones: [{ number: '0117 922 2001' }],
    })
    expect(judgePair(a, b, createMatchIndex([a, b]).corpus)).toMatchObject({ tier: 'REVIEW', vetoed: true })
  })
})

describe('one service under two names', () => {
  it.each([
    ['Chess and Draughts', 'Draughts & Chess'],
    ['Rainbow Lunch (over 50s)', '50+ Rainbow Lunch'],
    ['Bereavement Support', 'Bereavment Support'],
    ['Befriending', 'Befriending Service'],
    ['Support for Carers', 'Carers’ Support'],
    ['Singing', 'Singing at Mill Road'],
    ['Singing - Quillmead Wellbeing', 'Quillmead Wellbeing Singing'],
  ])('%s is %s where phone, page and building agree', (left, right) => {
    expect(judge(left, right).tier).toBe('AUTO')
  })

  it.each([
    ['a slip', 'Bereavment Support', 'Bereavement Support'],
    ['a word for the kind of listing', 'Befriending', 'Befriending Service'],
  ])('is for a person where %s parts the names and nothing of its own joins them', (_, left, right) => {
    const { phones: _phones, url: _url, ...common } = everythingElse
    expect(judge(left, right, common).tier).toBe('REVIEW')
  })

  it('named by the age from which the other serves is one', () => {
    expect(judge('Tea Dance', 'Tea Dance 60+', { ...everythingElse, minimumAge: 60 }).vetoed).toBe(false)
  })

  it.each([
    ['CAB Westmere', 'Citizens Advice Bureau'],
    ['Citizens Advice Bureau', 'C.A.B.'],
    ['RSPB Debt Line', 'Royal Society for the Protection of Birds Debt Line'],
  ])('%s and %s are for a person at least', (left, right) => {
    expect(judge(left, right)).toMatchObject({ tier: 'REVIEW' })
  })

  it('of other bodies with the same initials is two', () => {
    const common = placedAt('14 Mill Road', 'BS1 1JT')
    const a = record(westmere, { ...common, id: 'a', name: 'WFT', organization: { name: 'Westmere Food Trust' } })
    const b = record(eastholt, { ...common, id: 'b', name: 'Wednesday Film Team', organization: { name: 'Reel Club' } })
    expect(judgePair(a, b, createMatchIndex([a, b]).corpus).tier).toBe('REJECT')
  })
})

describe('spans of ages in names', () => {
  it.each([
    ['Over 50s', '50 and over'],
    ['over-fifties', '50+'],
    ['aged 60 plus', 'Over the 60s'],
    ['Under 5s', 'under fives'],
    ['5-11 years', '5 to 11'],
    ['18 years and under', 'under 18'],
  ])('%s is %s', (a, b) => {
    expect(readNameTokens(a)).toEqual(readNameTokens(b))
  })

  it.each([
    ['50+', '60+'],
    ['over 12s', 'under 12s'],
    ['5-11', '11-16'],
  ])('%s is not %s', (a, b) => {
    expect(readNameTokens(a)).not.toEqual(readNameTokens(b))
  })

  it.each(['Shout 85258', 'Overeaters', 'Room 101', 'One to One'])('%s has none', (name) => {
    expect(readNameTokens(name).join(' ')).not.toMatch(/\d(?:up|down)/)
  })
})

describe('the order of words', () => {
  it.each([
    ['Home Care', ['home>care']],
    ['Care at Home', ['home>care']],
    ['Chess and Draughts', []],
    ['Yoga (gentle)', []],
    ['Music – Dance, Drama', []],
  ])('of %s is %j', (name, order) => {
    expect(readServiceName(name).order).toEqual(order)
  })
})

describe('the words of a name that are not its organization’s', () => {
  it.each([
    ['the whole name of the body', 'Age UK Dorset Befriending', 'Age UK Dorset', 'befriending'],
    ['its first word', 'Lantern Mentoring - Lantern', 'Lantern Partners', 'mentoring'],
    ['not a word from its middle', 'Talking Group', 'Walking Talking', 'talking group'],
    ['not where nothing is left', 'Lantern Club', 'Lantern', 'lantern club'],
    ['not a word for whom', 'Young Carers Choir', 'Young Carers', 'young carer choir'],
  ])('leave out %s', (_, name, organization, own) => {
    expect(readOwnWords(readNameTokens(name), readNameTokens(organization)).join(' ')).toBe(own)
  })
})
