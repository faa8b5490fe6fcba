import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest'
import { createGathering } from '../../src/intake/gathering.ts'

let now = 0
let isGathering = false
let shown: number[] = []
beforeEach(() => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  now = 0
  isGathering = false
  shown = []
})

function gather() {
  const gathering = createGathering({
    isGathering: () => isGathering,
    show() {
      isGathering = false
      shown.push(now)
    },
    monotonicNow: () => now,
  })
  return {
    ...gathering,
    write() {
      isGathering = true
      gathering.afterCall()
    },
    pass(ms: number) {
      now += ms
      vi.advanceTimersByTime(ms)
    },
  }
}

describe('what calls write', () => {
  it('is shown at once where nothing was shown for half a second', () => {
    const { write, pass } = gather()
    write()
    pass(500)
    write()
    expect(shown).toEqual([0, 500])
  })

  it('is shown together twice a second, however many calls write, and to the last', () => {
    const { write, pass } = gather()
    for (let call = 0; call < 200; call += 1) {
      write()
      pass(10)
    }
    pass(500)
    expect(shown).toEqual([0, 500, 1_000, 1_500, 2_000])
  })

  it('waits no longer for a timer that is late', () => {
    const { write } = gather()
    write()
    now += 100
    write()
    now += 400
    write()
    expect(shown).toEqual([0, 500])
  })

  it('waits half a second from when a call that was waited for showed it', () => {
    const { write, pass, afterCall } = gather()
    write()
    pass(400)
    write()
    isGathering = false
    afterCall()
    write()
    expect(shown).toEqual([0])
    pass(500)
    expect(shown).toEqual([0, 900])
  })

  it('is not shown once that is stopped', () => {
    const { write, pass, stop } = gather()
    write()
    write()
    stop()
    pass(1_000)
    expect(shown).toEqual([0])
  })
})
