import { describe, expect, it } from 'vitest'
import type { Service } from '../../src/model/service.ts'
import { createCorpus } from '../../src/merge/memory-index.ts'
import { createTwinSet } from '../../bench/matching/twin-set.ts'
import { judgePair, judgeRelated } from '../../src/merge/judge-pair.ts'
import type { PairJudgement } from '../../src/merge/judge-pair.ts'
import { createMatchIndex } from '../../src/merge/memory-index.ts'
import { eastholt, placedAt, record, westmere } from './service-fixture.ts'

function judge(left: Partial<Service>, right: Partial<Service>): PairJudgement {
  const a = record(westmere, { id: 'a', ...left })
  const b = record(eastholt, { id: 'b', ...right })
  return judgePair(a, b, createMatchIndex([a, b]).corpus)
}

function features(pair: PairJudgement): readonly string[] {
  return pair.evidence.map((each) => each.feature)
}

const yoga: Partial<Service> = {
  name: 'Gentle Chair Yoga',
  url: 'https://quillmead.example/chair-yoga',
  minimumAge: 50,
  organization: { name: 'Quillmead Wellbeing CIC' },
  phones: [{ number: '0117 922 2000' }],
  ...placedAt('14 Mill Road', 'BS1 1JT'),
}

/** Shapes met in two real feeds, details invented: equal names were right once in five, and one true pair had unlike names. */
describe('equal and unlike names of two feeds', () => {
  it.each([
    ['Lunch Club', 'Fair Table', 'Holt Community Works'],
    ['Tai Chi', 'Harbour Community Centre', 'Kirby Tai Chi'],
    ['Line Dancing', 'Harbour Community Centre', 'Crossways Together'],
  ])('%s of two organizations in two towns is two services', (name, left, right) => {
    const pair = judge(
      { name, organization: { name: left }, ...placedAt('1 Mill Road', 'BS1 1JT') },
      { name, organization: { name: right }, ...placedAt('9 Church Lane', 'DN15 6NL') },
    )
    expect(pair).toMatchObject({ tier: 'REJECT' })
    expect(pair.relation).toBeUndefined()
  })

  it('an offering commissioned area by area is one organization’s offering in another area, never merged', () => {
    const stated = { name: 'Care Act Advocacy', organization: { name: 'Plainword Advocacy' }, minimumAge: 18 }
    const pair = judge(
      { ...stated, url: 'https://plainword.example/westmere' },
      { ...stated, url: 'https://www.plainword.example/east-holt/' },
    )
    expect(pair).toMatchObject({ tier: 'REJECT', relation: 'SAME_OFFERING_OTHER_AREA', vetoed: true })
    expect(features(pair)).toContain('link.area')
  })

  it('a page that all areas share does not hide the pages that distinguish them; a page of one area does', () => {
    const stated = (website: string, url: string): Partial<Service> => ({
      name: 'Care Act Advocacy',
      organization: { name: 'Plainword Advocacy', website: `https://plainword.example/${website}` },
      url: `https://plainword.example/${url}`,
    })
    expect(judge(stated('donate', 'westmere'), stated('donate', 'east-holt')).vetoed).toBe(true)
    expect(judge(stated('westmere', 'westmere'), stated('westmere', 'east-holt')).vetoed).toBe(false)
  })

  it('a national online room is one service, with or without a slash', () => {
    const stated: Partial<Service> = {
      name: 'The Tending Room',
      attendingTypes: ['ONLINE'],
      organization: { name: 'Tending' },
    }
    const pair = judge(
      { ...stated, url: 'https://tendingroom.example' },
      { ...stated, url: 'https://tendingroom.example/' },
    )
    expect(pair).toMatchObject({ tier: 'AUTO', relation: 'SAME_SERVICE' })
  })

  it('a national text line is one service under a short and a long name', () => {
    const stated: Partial<Service> = {
      attendingTypes: ['PHONE'],
      url: 'https://callout.example/',
      organization: { name: 'Night Owl Innovations' },
    }
    const pair = judge({ ...stated, name: 'Callout!' }, { ...stated, name: 'Callout 72727 Crisis Text Line' })
    expect(pair).toMatchObject({ tier: 'AUTO', relation: 'SAME_SERVICE' })
    expect(features(pair)).toContain('name.part')
  })

  it('an unplaced service of one name, organization and page is for a person to judge', () => {
    const stated = { name: 'The Tending Room', organization: { name: 'Tending' }, url: 'https://tendingroom.example/' }
    expect(judge(stated, stated)).toMatchObject({ tier: 'REVIEW', relation: 'POSSIBLE' })
  })
})

describe('one service in two hands', () => {
  it('is merged on organization, place and name, strongest evidence first', () => {
    const pair = judge(yoga, { ...yoga, name: 'Chair Yoga (gentle)', organization: { name: 'Quillmead Wellbeing' } })
    expect(pair).toMatchObject({
      a: 'eastholt/b',
      b: 'westmere/a',
      tier: 'AUTO',
      relation: 'SAME_SERVICE',
      withinFeed: false,
    })
    expect(pair.score).toBe(pair.evidence.reduce((sum, each) => sum + each.weight, 0))
    expect(pair.evidence[0]).toEqual({
      feature: 'name.equal',
      left: 'Chair Yoga (gentle)',
      right: 'Gentle Chair Yoga',
      weight: 3,
    })
  })

  it.each<readonly [string, Partial<Service>]>([
    ['slips of the pen', { name: 'Gentel Chair Yogas', organization: { name: 'Quilmead Wellbeing Cic' } }],
    ['the organization in the name', { name: 'Quillmead Wellbeing: Gentle Chair Yoga' }],
    [
      'one of several places',
      {
        serviceAtLocations: [
          ...(placedAt('3 The Green', 'BS9 3AA').serviceAtLocations ?? []),
          ...(yoga.serviceAtLocations ?? []),
        ],
      },
    ],
    ['an 03 number', { phones: [{ number: '0300 123 4567' }] }],
    ['a postcode without its space', placedAt('14 Mill Rd', 'BS11JT')],
  ])('is merged in spite of %s', (_, stated) => {
    expect(judge(yoga, { ...yoga, ...stated }).tier).toBe('AUTO')
  })

  it('is for a person to judge where it may have moved', () => {
    expect(judge(yoga, { ...yoga, ...placedAt('80 Park Close', 'BS7 8QQ') })).toMatchObject({
      tier: 'REVIEW',
      relation: 'POSSIBLE',
    })
  })

  it('is only reported where one publisher lists both', () => {
    const [a, b] = [record(westmere, { ...yoga, id: 'a' }), record(westmere, { ...yoga, id: 'b' })]
    expect(judgePair(a, b, createCorpus())).toMatchObject({ tier: 'REVIEW', relation: 'POSSIBLE', withinFeed: true })
  })

  it('takes what a gateway calls the feed of a record that it republished for none of the feeds read', () => {
    const source = { attributes: [{ linkType: 'source_feed', value: eastholt.slug }] }
    const [own, again, beside] = [record(eastholt), record(westmere, source), record(westmere, { ...source, id: '2' })]
    expect(judgePair(own, again, createCorpus())?.withinFeed).toBe(false)
    expect(judgePair(again, beside, createCorpus())?.withinFeed).toBe(true)
  })
})

describe('what forbids a merge', () => {
  const charity = (identifier: string): Partial<Service> => ({
    organization: {
      name: 'Quillmead Wellbeing CIC',
      organizationIdentifiers: [{ identifierScheme: 'GB-CHC', identifier }],
    },
  })
  it.each<readonly [string, Partial<Service>, Partial<Service>, string, string | undefined]>([
    [
      'two charity numbers',
      charity('1000001'),
      charity('1000002'),
      'organization.otherNumber',
      'SAME_SITE_DIFFERENT_SERVICE',
    ],
    [
      'Group 2 and Group 3',
      { name: 'Gentle Chair Yoga Group 2' },
      { name: 'Gentle Chair Yoga Group 3' },
      'name.contradiction',
      'SAME_SITE_DIFFERENT_SERVICE',
    ],
    [
      'men and women',
      { name: "Men's Chair Yoga" },
      { name: "Ladies' Chair Yoga" },
      'name.contradiction',
      'SAME_SITE_DIFFERENT_SERVICE',
    ],
    [
      'two weekdays',
      { name: 'Chair Yoga Mondays' },
      { name: 'Chair Yoga Thursdays' },
      'name.contradiction',
      'SAME_SITE_DIFFERENT_SERVICE',
    ],
    [
      'ages apart',
      { minimumAge: 0, maximumAge: 11 },
      { minimumAge: 12 },
      'ages.disjoint',
      'SAME_SITE_DIFFERENT_SERVICE',
    ],
    [
      'branches by area',
      { organization: { name: 'Carers Westmere' } },
      { organization: { name: 'Carers East Holt' } },
      'organization.branch',
      'SAME_OFFERING_OTHER_AREA',
    ],
  ])('%s', (_, left, right, feature, relation) => {
    const pair = judge({ ...yoga, ...left }, { ...yoga, ...right })
    expect(pair).toMatchObject({ tier: 'REJECT', vetoed: true, relation })
    expect(features(pair)).toContain(feature)
  })

  it('another door of the same postcode with an unlike name', () => {
    const pair = judge(yoga, { ...yoga, name: 'Craft Evening', ...placedAt('22 Mill Road', 'BS1 1JT') })
    expect(pair).toMatchObject({ tier: 'REJECT', vetoed: true, relation: 'SAME_ORGANIZATION' })
  })

  it('a branch elsewhere without a contact of its own is the same offering in another area', () => {
    const branch: Partial<Service> = { ...yoga, phones: [], url: 'see the notice board' }
    expect(judge(branch, { ...branch, ...placedAt('80 Park Close', 'DN15 6NL') })).toMatchObject({
      tier: 'REJECT',
      relation: 'SAME_OFFERING_OTHER_AREA',
    })
  })

  it.each([
    ['Health Complaints Advocacy', 'Social Care Complaints Advocacy'],
    ['Young Adults Counselling Evening', 'Older Adults Counselling Evening'],
  ])('%s is not %s, however much else agrees', (left, right) => {
    expect(judge({ ...yoga, name: left }, { ...yoga, name: right }).tier).not.toBe('AUTO')
  })

  it('another service under the same roof', () => {
    expect(judge(yoga, { ...yoga, name: 'Debt Advice' })).toMatchObject({
      tier: 'REJECT',
      relation: 'SAME_SITE_DIFFERENT_SERVICE',
    })
  })
})

describe('outreach without a place', () => {
  const outreach: Partial<Service> = {
    name: 'Doorstep Befriending',
    organization: { name: 'Quillmead Wellbeing' },
    email: 'doorstep@quillmead.example',
  }
  it('is one service in one declared area', () => {
    const stated = { ...outreach, serviceAreas: [{ name: 'East Holt' }] }
    expect(judge(stated, stated)).toMatchObject({ tier: 'AUTO', relation: 'SAME_SERVICE' })
  })
  it('is for a person to judge where the declared areas differ', () => {
    expect(
      judge(
        { ...outreach, serviceAreas: [{ name: 'Westmere' }] },
        { ...outreach, serviceAreas: [{ name: 'East Holt' }] },
      ).tier,
    ).toBe('REVIEW')
  })
})

it('leaves out the pairs that nothing relates, and judges all others as ever', () => {
  const { records } = createTwinSet(80, 5)
  const { corpus } = createMatchIndex(records)
  const pairs = records.flatMap((a, at) => records.slice(at + 1).map((b) => [a, b] as const))
  const judged = pairs.map(([a, b]) => judgePair(a, b, corpus))
  const related = judged.filter(({ relation }) => relation !== undefined)
  expect(pairs.flatMap(([a, b]) => judgeRelated(a, b, corpus) ?? [])).toEqual(related)
  expect(related.length).toBeGreaterThan(40)
  expect(related.length).toBeLessThan(judged.length / 2)
})
