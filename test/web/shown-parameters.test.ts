import { describe, expect, it } from 'vitest'

import { describeForAddress } from '../../src/web/parameter-mistake.ts'
import { findShownMistakes } from '../../src/web/region/shown-parameters.ts'

function areas(count: number) {
  return Array.from({ length: count }, (_, at) => ({ area: { code: `E0${at}` } }))
}

function sentences(search: string, count = 3): readonly string[] {
  return findShownMistakes(areas(count), new URLSearchParams(search)).map((each) =>
    describeForAddress(each, (path) => path),
  )
}

describe('parameters that only the page reads', () => {
  it.each([
    ['sort=rate&page=1&by=name&top=25&show=rate&sites=show'],
    ['sort=-name&by=-E02'],
    ['sort=&page=+&by='],
    ['text=anything'],
  ])('are taken: %s', (search) => {
    expect(sentences(search)).toEqual([])
  })

  it.each([
    [
      'sort=colour',
      '`sort` does not take “colour”: it takes name, services, rate; with - before it the largest come first.',
    ],
    [
      'sort=--rate',
      '`sort` does not take “--rate”: it takes name, services, rate; with - before it the largest come first.',
    ],
    ['page=2', '`page` does not take “2”: it takes 1, as there is one page.'],
    ['page=0', '`page` does not take “0”: it takes 1, as there is one page.'],
    [
      'by=E09',
      '`by` does not take “E09”: it takes name or the code of an area that is shown; with - before it the largest come first.',
    ],
    ['top=11', '`top` does not take “11”: it takes 10, 25, 50.'],
    ['show=<b>', '`show` does not take “<b>”: it takes rate.'],
    ['sites=all', '`sites` does not take “all”: it takes show.'],
  ])('are named where they are wrong: %s', (search, sentence) => {
    expect(sentences(search)).toEqual([sentence])
  })

  it.each([
    ['page=3', []],
    ['page=4', ['`page` does not take “4”: it takes a whole number from 1 to 3.']],
    ['page=1.5', ['`page` does not take “1.5”: it takes a whole number from 1 to 3.']],
  ])('know how many pages there are: %s of 81 areas', (search, expected) => {
    expect(sentences(search, 81)).toEqual(expected)
  })
})
