import { describe, expect, it } from 'vitest'
import type { Organization } from '../../src/model/organization.ts'
import { createMatchOrganization } from '../../src/merge/match-organization.ts'
import { matchOrganizations } from '../../src/merge/match-organizations.ts'
import type { MatchFeed } from '../../src/merge/match-record.ts'
import { eastholt, westmere } from './service-fixture.ts'

function match(...stated: readonly (readonly [MatchFeed, Organization])[]) {
  return matchOrganizations(
    stated.flatMap(([feed, organization], at) => createMatchOrganization(feed, `${at}`, organization) ?? []),
  )
}

const charity = (identifier: string) => ({ organizationIdentifiers: [{ identifierScheme: 'GB-CHC', identifier }] })

describe('organizations', () => {
  it.each<readonly [string, Organization, Organization, number]>([
    [
      'of one number, whatever their names',
      { name: 'Quillmead', ...charity('1000001') },
      { name: 'The Mead Project', ...charity('1000001') },
      1,
    ],
    [
      'of two numbers, whatever they share',
      { name: 'Quillmead Carers', email: 'a@q.example', ...charity('1000001') },
      { name: 'Quillmead Carers', email: 'a@q.example', ...charity('1000002') },
      0,
    ],
    ['of one distinctive name', { name: 'Sparrow Hill Advocacy Ltd' }, { name: 'Sparrow Hill Advocacy' }, 1],
    ['of one generic name', { name: 'Village Hall' }, { name: 'Village Hall' }, 0],
    [
      'of one generic name and one site on the web',
      { name: 'Village Hall', website: 'https://hall.example' },
      { name: 'Village Hall', website: 'http://www.hall.example/' },
      1,
    ],
    ['that are branches of two areas', { name: 'Carers Support Westmere' }, { name: 'Carers Support East Holt' }, 0],
    ['of nothing in common', { name: 'Fair Table' }, { name: 'Holt Works' }, 0],
  ])('%s', (_, left, right, clusters) => {
    expect(match([westmere, left], [eastholt, right]).clusters).toHaveLength(clusters)
  })

  it('are never joined by a chain across two numbers', () => {
    const { clusters } = match(
      [westmere, { name: 'Sparrow Hill Advocacy', ...charity('1000001') }],
      [eastholt, { name: 'Sparrow Hill Advocacy' }],
      [westmere, { name: 'Sparrow Hill Advocacy', ...charity('1000002') }],
    )
    expect(clusters.map((cluster) => cluster.members)).toEqual([['eastholt/1', 'westmere/0']])
  })

  it('without a name and a number are not matched', () => {
    expect(createMatchOrganization(westmere, '1', { email: 'a@q.example' })).toBeUndefined()
  })
})

describe('organizations whose services are one', () => {
  it.each<readonly [string, Organization, Organization, number]>([
    ['are one where nothing speaks against it', { name: 'Marram' }, { name: 'Marram Foundation' }, 1],
    ['are two where one is a venue of another name', { name: 'Marram' }, { name: 'Holt Village Hall' }, 0],
    [
      'are two where their numbers differ',
      { name: 'Marram', ...charity('1000001') },
      { name: 'Marram Foundation', ...charity('1000002') },
      0,
    ],
  ])('%s', (_, left, right, clusters) => {
    const organizations = [
      createMatchOrganization(westmere, 'a', left),
      createMatchOrganization(eastholt, 'b', right),
    ].flatMap((each) => each ?? [])
    expect(matchOrganizations(organizations).clusters).toHaveLength(0)
    expect(matchOrganizations(organizations, { together: [['westmere/a', 'eastholt/b']] }).clusters).toHaveLength(
      clusters,
    )
  })
})
