import { describe, expect, it } from 'vitest'

import { DEFAULT_SITE } from '../../src/model/site.ts'
import { neededRules } from '../../src/web/stylesheet/needed-rules.ts'
import { stylesheetOf } from '../../src/web/stylesheet/stylesheet.ts'

describe('the rules that are needed', () => {
  const blocks = new Set(['link', 'grid-row'])

  it.each([
    ['.govuk-link{a:b}.govuk-tabs{a:b}', '.govuk-link{a:b}'],
    ['.govuk-link:hover,.govuk-tabs,.govuk-link--muted{a:b}', '.govuk-link:hover,.govuk-link--muted{a:b}'],
    ['.govuk-tabs .govuk-link{a:b}', ''],
    ['.govuk-linked{a:b}', ''],
    [String.raw`.govuk-\!-margin-1{a:b}`, ''],
    ['.govuk-grid-row__x{a:b}', '.govuk-grid-row__x{a:b}'],
    ['@media print{.govuk-tabs{a:b}}', ''],
    ['@media print{.govuk-link{a:b}.govuk-tabs{a:b}}', '@media print{.govuk-link{a:b}}'],
    ['/* a{ */@charset "UTF-8";:root{--a:b}', ':root{--a:b}'],
    ['@font-face{font-family:X}.govuk-link{background:url(/crest.svg)}', ''],
    ['.govuk-link:is(a,b){a:b}', '.govuk-link:is(a,b){a:b}'],
  ])('of %s are %s', (css, expected) => {
    expect(neededRules(css, blocks)).toBe(expected)
  })
})

describe('the style sheet', () => {
  const { text, path } = stylesheetOf(DEFAULT_SITE.colours)

  it('has neither the crest nor the font of GOV.UK, and asks for no file', () => {
    expect(/GDS Transport|crest|@font-face|url\(|@import/.exec(text)?.[0]).toBeUndefined()
    expect(text.includes('.govuk-skip-link{')).toBe(true)
  })

  it('has another address where the colours are others', () => {
    const other = stylesheetOf({ ...DEFAULT_SITE.colours, brand: '#aa0000' })
    expect([other.path === path, other.text.includes('--govuk-brand-colour:#aa0000')]).toEqual([false, true])
  })
})
