import { describe, expect, it } from 'vitest'
import { createCircuitBreaker } from '../../src/feeds/circuit-breaker.ts'
import { DEFAULT_FEED_LIMITS } from '../../src/feeds/feed-limits.ts'
import { createFakeClock } from './fake-clock.ts'

function createBreaker(failures = 0) {
  const clock = createFakeClock()
  const breaker = createCircuitBreaker(DEFAULT_FEED_LIMITS, clock.monotonicNow)
  for (let i = 0; i < failures; i += 1) breaker.fail()
  return { clock, breaker }
}

describe('the circuit of a feed', () => {
  it('opens with the fifth failure in a row', () => {
    const { breaker } = createBreaker(4)
    expect(breaker.state).toBe('CLOSED')
    breaker.fail()
    expect(breaker.state).toBe('OPEN')
    expect(breaker.tryEnter()).toBe(false)
  })

  it('starts counting again after a success', () => {
    const { breaker } = createBreaker(4)
    breaker.succeed()
    breaker.fail()
    expect(breaker.state).toBe('CLOSED')
    expect(breaker.consecutiveFailures).toBe(1)
  })

  it('lets one probe through after 30 s, and closes when it succeeds', () => {
    const { breaker, clock } = createBreaker(5)
    clock.advance(29_999)
    expect(breaker.tryEnter()).toBe(false)
    clock.advance(1)
    expect([breaker.tryEnter(), breaker.tryEnter()]).toEqual([true, false])
    expect(breaker.state).toBe('HALF_OPEN')
    breaker.succeed()
    expect(breaker.state).toBe('CLOSED')
  })

  it('stays open for twice as long after each failed probe, up to 15 minutes', () => {
    const { breaker, clock } = createBreaker(5)
    const openSeconds = Array.from({ length: 7 }, () => {
      const ms = breaker.retryInMs
      clock.advance(ms)
      breaker.tryEnter()
      breaker.fail()
      return ms / 1000
    })
    expect(openSeconds).toEqual([30, 60, 120, 240, 480, 900, 900])
  })

  it('gives the probe to the next one when it was cancelled', () => {
    const { breaker, clock } = createBreaker(5)
    clock.advance(30_000)
    breaker.tryEnter()
    breaker.abandon()
    expect(breaker.tryEnter()).toBe(true)
  })

  it('counts answers whose bodies turn out bad as failures in a row', () => {
    const { breaker } = createBreaker()
    for (let i = 0; i < 5; i += 1) {
      breaker.succeed()
      breaker.failAfterAll()
    }
    expect(breaker.state).toBe('OPEN')
  })

  it('opens for longer when the body of a probe turns out bad', () => {
    const { breaker, clock } = createBreaker(5)
    clock.advance(30_000)
    breaker.tryEnter()
    breaker.succeed()
    breaker.failAfterAll()
    expect(breaker.retryInMs).toBe(60_000)
  })

  it('opens for as long as ever when the clock is set back', () => {
    const { breaker, clock } = createBreaker(5)
    clock.setBack(3_600_000)
    expect([breaker.retryInMs, breaker.tryEnter()]).toEqual([30_000, false])
    clock.advance(30_000)
    expect(breaker.tryEnter()).toBe(true)
  })
})
