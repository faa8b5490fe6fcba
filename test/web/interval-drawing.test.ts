import { describe, expect, it } from 'vitest'

import { createNumberLine, drawInterval } from '../../src/web/figures/interval-drawing.ts'
import { rateText } from '../../src/web/figures/rate.ts'
import { writeHtml } from '../../src/web/html.ts'

describe('a line of numbers', () => {
  it.each([
    [
      [4.46, 2],
      [0, 1, 2, 3, 4, 5],
    ],
    [[0.122], [0, 0.025, 0.05, 0.075, 0.1, 0.125]],
    [[100], [0, 20, 40, 60, 80, 100]],
    [[0.31], [0, 0.1, 0.2, 0.3, 0.4]],
  ])('of %j is marked at %j', (values, ticks) => {
    expect(createNumberLine(values).ticks).toEqual(ticks)
  })

  it.each([[[]], [[0]]])('of %j is a line all the same', (values) => {
    expect(createNumberLine(values).ticks.length).toBeGreaterThan(1)
  })

  it('has larger numbers further right', () => {
    const line = createNumberLine([7])
    expect(line.at(0)).toBeLessThan(line.at(3))
    expect(line.at(3)).toBeLessThan(line.at(7))
  })
})

it('an interval has no rule where there is no median', () => {
  const line = createNumberLine([2])
  const drawn = (median: number | null): string =>
    writeHtml(drawInterval({ value: 1, low: 0.5, high: 2, median }, line))
  expect(drawn(1)).toContain('oruk-interval-median')
  expect(drawn(null)).not.toContain('oruk-interval-median')
})

it.each([
  [0, '0'],
  [0.0004, '< 0.001'],
  [0.0215, '0.021'],
  [0.5, '0.500'],
  [1, '1.00'],
  [4.025, '4.03'],
  [12.34, '12.3'],
])('the rate %d reads %s', (value, text) => {
  expect(rateText(value)).toBe(text)
})
