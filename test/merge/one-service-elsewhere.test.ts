import { describe, expect, it } from 'vitest'
import type { Service } from '../../src/model/service.ts'
import { createMatchRecord } from '../../src/merge/create-match-record.ts'
import { judgePair } from '../../src/merge/judge-pair.ts'
import type { PairJudgement } from '../../src/merge/judge-pair.ts'
import { judgeAll } from '../../src/merge/judge-index.ts'
import { createMatchIndex } from '../../src/merge/memory-index.ts'
import type { MatchFeed } from '../../src/merge/match-record.ts'
import { eastholt, placedAt, service, westmere } from './service-fixture.ts'

const SHIRE: MatchFeed = { ...westmere, areaCodes: ['E10900011'], withinCodes: ['E10900011'] }
const DISTRICT: MatchFeed = { ...eastholt, areaCodes: ['E07900012'], withinCodes: ['E07900012', 'E10900011'] }
const CITY: MatchFeed = { ...eastholt, areaCodes: ['E06900011'], withinCodes: ['E06900011'] }

function judge(
  left: Partial<Service>,
  right: Partial<Service>,
  feeds: readonly [MatchFeed, MatchFeed] = [SHIRE, DISTRICT],
): PairJudgement {
  const a = createMatchRecord(feeds[0], service({ id: 'a', ...left }))
  const b = createMatchRecord(feeds[1], service({ id: 'b', ...right }))
  return judgePair(a, b, createMatchIndex([a, b]).corpus)
}

const visit: Partial<Service> = {
  name: 'Doorstep Befriending',
  url: 'https://quillmead.example/doorstep',
  organization: { name: 'Quillmead Wellbeing CIC' },
  phones: [{ number: '0117 922 2000' }],
}

describe('a home visit or helpline of one name, phone and page', () => {
  it('is one where the areas of the two feeds are of one ground', () => {
    expect(judge(visit, visit).tier).toBe('AUTO')
  })

  it.each<readonly [string, Partial<Service>, readonly [MatchFeed, MatchFeed]]>([
    ['the feeds are of two grounds', {}, [SHIRE, CITY]],
    ['the areas of the feeds are unknown', {}, [westmere, eastholt]],
    ['its name has a slip', { name: 'Doorstop Befriending' }, [SHIRE, DISTRICT]],
    ['it serves another district', { serviceAreas: [{ name: 'Upper Vale' }] }, [SHIRE, DISTRICT]],
  ])('is for a person where %s', (_, other, feeds) => {
    const left = { ...visit, serviceAreas: [{ name: 'East Holt' }] }
    expect(judge('serviceAreas' in other ? left : visit, { ...visit, ...other }, feeds).tier).toBe('REVIEW')
  })

  it('is one where a name and a code, which may mean one area, are declared', () => {
    const [named, coded] = [
      { name: 'East Holt' },
      { uri: 'http://statistics.data.gov.uk/id/statistical-geography/E07900012' },
    ]
    expect(judge({ ...visit, serviceAreas: [named] }, { ...visit, serviceAreas: [coded] }).tier).toBe('AUTO')
  })
})

describe('a line of one body that two feeds without a common ground list', () => {
  const line: Partial<Service> = {
    ...visit,
    name: 'Quillmead Victim Care',
    attendingTypes: ['PHONE'],
    serviceAreas: [{ name: 'East Holt' }],
  }
  const elsewhere: Partial<Service> = {
    ...line,
    serviceAreas: [{ uri: 'http://statistics.data.gov.uk/id/statistical-geography/E47900001' }],
  }
  it('is one with its own phone and page', () => {
    expect(judge(line, elsewhere, [westmere, eastholt]).tier).toBe('AUTO')
  })
  it.each<readonly [string, Partial<Service>]>([
    ['it is had at home', { attendingTypes: ['HOME_VISIT'] }],
    ['it declares another area of the same kind', { serviceAreas: [{ name: 'Upper Vale' }] }],
    ['it names another body', { organization: { name: 'Larkspur Trust' } }],
    ['its page is commissioned apart', { url: 'https://quillmead.example/eastholt' }],
    ['its page is of another host', { url: 'https://larkspur.example/line' }],
  ])('is for a person where %s', (_, other) => {
    const left = other.url === undefined ? line : { ...line, url: 'https://quillmead.example/westmere' }
    expect(judge(left, { ...elsewhere, ...other }, [westmere, eastholt]).tier).not.toBe('AUTO')
  })
})

describe('a visit under a longer and a shorter name', () => {
  const short: Partial<Service> = { ...visit, url: 'https://quillmead.example/doorstep-befriending' }
  const long: Partial<Service> = { ...short, name: 'Doorstep Befriending (Larkhill)' }
  it('is one where the page that both give is called as one of them is', () => {
    expect(judge(short, long, [westmere, eastholt]).tier).toBe('AUTO')
  })
  it.each<readonly [string, Partial<Service>]>([
    ['the page is about more', { url: 'https://quillmead.example/visits' }],
    ['the longer name says for whom', { name: 'Doorstep Befriending for Carers' }],
    ['it has a place', placedAt('14 Mill Road', 'BS1 1JT')],
    ['it names another body', { organization: { name: 'Larkspur Trust' } }],
  ])('is for a person where %s', (_, other) => {
    const left = other.url === undefined ? short : { ...short, url: other.url }
    expect(judge(left, { ...long, ...other }, [westmere, eastholt]).tier).not.toBe('AUTO')
  })
})

describe('one UUID in two feeds', () => {
  const id = '6a7d6a7a-6c9e-498b-b6ef-626d6035f99e'
  const bare = { name: 'Doorstep Befriending', organization: { name: 'Quillmead Wellbeing CIC' } }
  it('is evidence where the names are equal', () => {
    expect(judge({ ...bare, id }, { ...bare, id }, [westmere, eastholt]).tier).toBe('AUTO')
  })
  it.each([
    ['the names differ', id, id, { name: 'Debt Advice' }],
    ['it is no UUID', '1001', '1001', {}],
    ['it is another', id, id.replace('6', '7'), {}],
  ])('is none where %s', (_, left, right, other) => {
    expect(judge({ ...bare, id: left }, { ...bare, id: right, ...other }, [westmere, eastholt]).tier).not.toBe('AUTO')
  })
})

describe('a service that moved house', () => {
  const old = { ...visit, ...placedAt('14 Mill Road', 'BS1 1JT'), assuredDate: '2024-03-01' }
  const moved = { ...visit, ...placedAt('80 Park Close', 'BS7 8QQ'), assuredDate: '2026-03-01' }
  it('is one', () => {
    expect(judge(old, moved)).toMatchObject({ tier: 'AUTO', relation: 'SAME_SERVICE' })
  })
  it.each<readonly [string, Partial<Service>]>([
    ['neither record is newer', { assuredDate: '2024-03-10' }],
    ['another town’s postcode is given', placedAt('80 Park Close', 'DN15 6NL')],
    ['its phone is another', { phones: [{ number: '0117 922 2001' }] }],
    ['its page is another', { url: 'https://quillmead.example/park' }],
    [
      'it is at both places',
      {
        serviceAtLocations: [
          ...(placedAt('80 Park Close', 'BS7 8QQ').serviceAtLocations ?? []),
          ...(placedAt('3 The Green', 'BS9 3AA').serviceAtLocations ?? []),
        ],
      },
    ],
  ])('is not where %s', (_, other) => {
    expect(judge(old, { ...moved, ...other }).tier).not.toBe('AUTO')
  })
})

describe('thirty branches of one charity', () => {
  it.each([
    ['of one feed', () => westmere],
    ['of a feed each', (at: number): MatchFeed => ({ ...eastholt, slug: `feed-${at}` })],
  ])('%s are one offering in other areas, none of them for a person to compare', (_, feedOf) => {
    const branches = Array.from({ length: 30 }, (_each, at) =>
      createMatchRecord(
        feedOf(at),
        service({ ...visit, id: String(at), ...placedAt(`${at + 1} High Street`, `BS${at + 1} 1JT`) }),
      ),
    )
    const pairs = [...judgeAll(createMatchIndex(branches))]
    expect(pairs).toHaveLength(435)
    expect(new Set(pairs.map((pair) => `${pair.tier} ${pair.relation ?? ''}`))).toEqual(
      new Set(['REJECT SAME_OFFERING_OTHER_AREA']),
    )
  })
})
