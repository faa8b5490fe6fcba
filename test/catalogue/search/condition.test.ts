import { describe, expect, it } from 'vitest'
import { collapse } from '../../../src/catalogue/search/collapse.ts'
import { allOf, ALWAYS, anyOf, IS_ACTIVE, negated, NEVER, partsOf } from '../../../src/catalogue/search/condition.ts'
import { rowSql } from '../../../src/facts/row-sql.ts'

const IS_FREE = rowSql(['free'], (s) => `${s('free')} = ?`, [1])

describe('a condition', () => {
  it('is asked of the row of any alias, and knows the columns that it reads', () => {
    const both = allOf([IS_ACTIVE, negated(anyOf([IS_FREE, NEVER]))])
    expect(both.on('s')).toBe('(s.active = 1 AND NOT ((s.free = ? OR 0)))')
    expect(both.on('better')).toBe('(better.active = 1 AND NOT ((better.free = ? OR 0)))')
    expect([both.columns, both.values]).toEqual([['active', 'free'], [1]])
  })

  it('keeps one condition as it is where nothing else is asked, so that it is known again', () => {
    expect(allOf([ALWAYS, allOf([]), IS_ACTIVE])).toBe(IS_ACTIVE)
    expect(partsOf(allOf([IS_ACTIVE, allOf([IS_FREE, ALWAYS])]))).toEqual([IS_ACTIVE, IS_FREE])
  })

  it('starts a search from a set only where every alternative is in one', () => {
    const inSet = { ...IS_FREE, set: { sql: 'SELECT sid FROM service WHERE free = ?', values: [1], isExact: true } }
    expect(anyOf([inSet, IS_ACTIVE]).set).toBeUndefined()
    expect(anyOf([inSet, allOf([IS_ACTIVE, inSet])]).set?.isExact).toBe(false)
  })

  it('prefers among the records of a cluster that pass it', () => {
    const collapsed = collapse(IS_FREE, 'COLLAPSE')
    expect(collapsed.on('s')).toContain('better.pref < s.pref AND better.free = ?')
    expect(collapsed.values).toEqual([1, 1])
    expect(collapse(IS_FREE, 'KEEP')).toBe(IS_FREE)
  })
})
