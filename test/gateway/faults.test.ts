import { beforeAll, describe, expect, it } from 'vitest'
import { BODIES } from './faults/body-faults.ts'
import { type FaultRun, HEALTHY, runFaults, type Seen, slugOf } from './faults/fault-run.ts'
import { LISTS } from './faults/list-faults.ts'
import { NETWORK } from './faults/network-faults.ts'

/** The fault matrix, less what needs a gateway of its own (faults-apart.test.ts: F59, F61, F62, F65, F66). */
const FAULT_CASES = [...NETWORK, ...BODIES, ...LISTS]

let run: FaultRun

beforeAll(async () => {
  run = await runFaults(FAULT_CASES)
}, 60_000)

function seen(moment: 'before' | 'during' | 'after', slug: string): Seen {
  const found = run[moment].get(slug)
  if (found === undefined) throw new Error(`nothing was seen of ${slug}`)
  return found
}

function issuesOf({ feed }: Seen): readonly string[] {
  return feed.issues.edges.map(({ node }) => node.code)
}

const KEPT = FAULT_CASES.filter(({ outcome }) => outcome === 'K')
const TAKEN = FAULT_CASES.filter(({ outcome }) => outcome !== 'K')

describe('a fault that can not be helped', () => {
  it.each(KEPT)('$id $what: keeps every record and says $code', (fault) => {
    const [before, during] = [seen('before', slugOf(fault)), seen('during', slugOf(fault))]
    expect(during.services).toEqual(before.services)
    expect(during.feed.health.lastErrorCode).toBe(fault.code)
    expect(during.feed.report).toMatchObject({ state: 'STALE', code: fault.code, asOf: before.feed.report.asOf })
  })

  it.each(KEPT)('$id $what: says it in a plain sentence, nothing of the feed’s', (fault) => {
    const { health, report } = seen('during', slugOf(fault)).feed
    expect(health.lastErrorMessage).toMatch(/^[A-Z0-9].{10,}\.$/)
    expect(health.lastErrorMessage.length).toBeLessThanOrEqual(200)
    expect(report.reason).toContain(health.lastErrorMessage)
    expect(JSON.stringify([health, report])).not.toMatch(/127\.0|localhost|\.invalid|169\.254|https?:|Secret|SSH/)
    expect(health.consecutiveFailures).toBe(1)
  })
})

describe('a fault that can be mended or set aside', () => {
  it.each(TAKEN)('$id $what: takes the rest and stays fresh', (fault) => {
    const { services, feed } = seen('during', slugOf(fault))
    expect(feed.report).toMatchObject({ state: 'FRESH', code: null })
    expect(services.totalCount).toBe(fault.count ?? 12)
    expect(feed.health.lastErrorCode).toBeNull()
    expect(issuesOf(seen('during', slugOf(fault)))).toEqual(expect.arrayContaining([...(fault.issues ?? [])]))
    const first = services.nodes.find(({ originId }) => originId === 's1')
    if (fault.first !== undefined) expect(first).toMatchObject(fault.first)
  })
})

describe('whatever the fault', () => {
  it.each(FAULT_CASES)('$id $what: is fresh and whole again at the next refresh after it', (fault) => {
    const { services, feed } = seen('after', slugOf(fault))
    expect(feed.report).toMatchObject({ state: 'FRESH', code: null })
    expect(feed.health).toEqual({ lastErrorCode: null, lastErrorMessage: null, consecutiveFailures: 0 })
    expect(services.totalCount).toBe(fault.before ?? 12)
  })

  it('leaves the feed beside it fresh and whole, and every query answered', () => {
    const { services, feed } = seen('during', HEALTHY)
    expect(services.totalCount).toBe(12)
    expect(feed.report).toMatchObject({ state: 'FRESH', code: null })
    expect(feed.health.consecutiveFailures).toBe(0)
    expect(run.struck.pings.count).toBeGreaterThan(10)
    expect(run.struck.pings.failed).toBe(0)
  })

  it('ends within the time of a page, grows by less than 150 MB and answers most within 250 ms, all faults played at once', () => {
    const { tookMs, grownBytes, pings } = run.struck
    expect(tookMs).toBeLessThan(30_000)
    expect(grownBytes).toBeLessThan(150_000_000)
    expect(pings.medianMs).toBeLessThan(250)
  })
})
