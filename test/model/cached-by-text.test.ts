import { describe, expect, it, vi } from 'vitest'
import { cachedByText } from '../../src/model/cached-by-text.ts'

describe('a reader whose results are kept by text', () => {
  it.each([
    ['something', 'MO', 1],
    ['nothing', 'not a day', 1],
    ['something of a long text', 'x'.repeat(201), 2],
  ])('reads a text that gives %s twice: %#', (_, text, times) => {
    const read = vi.fn((each: string) => (each === 'not a day' ? undefined : each.length))
    const cached = cachedByText(read)
    expect(cached(text)).toBe(cached(text))
    expect(read).toHaveBeenCalledTimes(times)
  })

  it('keeps a bounded number of texts', () => {
    const read = vi.fn((text: string) => text.length)
    const cached = cachedByText(read)
    for (let n = 0; n <= 2_000; n++) cached(`text ${n}`)
    cached('text 0')
    expect(read).toHaveBeenCalledTimes(2_002)
  })
})
