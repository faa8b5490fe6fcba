import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

import type { SampleOrganization, SampleService } from '../../samples/council-records.ts'
import { COUNCILS } from '../../samples/councils.ts'
import { readCouncil } from '../../samples/read-council.ts'

const RecordName = z.object({ feed: z.string(), originId: z.string() })
const Truth = z.object({
  groups: z.array(z.array(RecordName).min(2)),
  falseFriends: z.array(z.object({ kind: z.string(), why: z.string(), records: z.array(RecordName).min(2) })),
})
const truth = Truth.parse(JSON.parse(readFileSync(path.join(import.meta.dirname, '../../samples/truth.json'), 'utf8')))
const books = new Map(COUNCILS.map(({ slug }) => [slug, readCouncil(slug)]))

describe('the truth beside the samples', () => {
  it('says that 7 to 9 % of the services are listed by several publishers', () => {
    const listed = [...books.values()].reduce(
      (sum, { services }) => sum + new Set(services.filter(({ name }) => name !== '').map(({ id }) => id)).size,
      0,
    )
    const repeated = truth.groups.reduce((sum, group) => sum + group.length - 1, 0)
    const share = truth.groups.length / (listed - repeated)
    expect(share).toBeGreaterThan(0.07)
    expect(share).toBeLessThan(0.09)
  })

  it('names records that exist, each in one group, and no publisher twice in a group', () => {
    const names = truth.groups.flat().map(({ feed, originId }) => `${feed} ${originId}`)
    expect(new Set(names).size).toBe(names.length)
    for (const group of truth.groups) {
      expect(new Set(group.map(({ feed }) => feed)).size).toBe(group.length)
      for (const record of group) expect(serviceOf(record)).toBeDefined()
    }
  })

  it('has groups of two, three and four', () => {
    expect(new Set(truth.groups.map((group) => group.length))).toEqual(new Set([2, 3, 4]))
  })

  it('publishes most shared services with differing details', () => {
    const sameNames = truth.groups.filter((group) => new Set(group.map((record) => serviceOf(record)?.name)).size === 1)
    const sameText = truth.groups.filter(
      (group) => new Set(group.map((record) => serviceOf(record)?.description)).size === 1,
    )
    expect(sameNames.length / truth.groups.length).toBeLessThan(0.5)
    expect(sameText.length / truth.groups.length).toBeLessThan(0.1)
  })

  it('keeps look-alikes apart', () => {
    const groupOf = new Map(
      truth.groups.flatMap((group, index) =>
        group.map(({ feed, originId }) => [`${feed} ${originId}`, index] as const),
      ),
    )
    for (const { records } of truth.falseFriends) {
      expect(records.filter(({ feed, originId }) => groupOf.has(`${feed} ${originId}`))).toEqual([])
    }
  })

  it('lists one generic name under four organizations', () => {
    const lunch = truth.falseFriends.find(({ why }) => why.includes('Lunch Club'))
    expect(lunch?.records.map((record) => serviceOf(record)?.name)).toEqual([
      'Lunch Club',
      'Lunch Club',
      'Lunch Club',
      'Lunch Club',
    ])
    expect(new Set(lunch?.records.map((record) => organizationOf(record)?.name)).size).toBe(4)
  })

  it('lists two different services in one building', () => {
    for (const { records } of truth.falseFriends.filter(({ kind }) => kind === 'SAME_SITE')) {
      const postcodes = records.map(({ feed, originId }) => {
        const locationId = serviceOf({ feed, originId })?.locationIds?.[0]
        return books
          .get(feed)
          ?.locations.find(({ id }) => id === locationId)
          ?.postalCode?.replace(' ', '')
      })
      expect(new Set(postcodes).size).toBe(1)
      expect(new Set(records.map((record) => organizationOf(record)?.name)).size).toBe(2)
    }
  })
})

function serviceOf({ feed, originId }: z.infer<typeof RecordName>): SampleService | undefined {
  return books.get(feed)?.services.find(({ id }) => id === originId)
}

function organizationOf(record: z.infer<typeof RecordName>): SampleOrganization | undefined {
  return books.get(record.feed)?.organizations.find(({ id }) => id === serviceOf(record)?.organizationId)
}
