import { describe, expect, it } from 'vitest'
import { DICTIONARIES } from '../../src/store/dictionaries.ts'
import { hashOfBytes } from '../../src/model/hash-of.ts'
import { pack, parse, toBytes, unpack } from '../../src/store/packed.ts'
import { packDetail, packList, unpackRaw } from '../../src/store/raw-record.ts'

const LIST = toBytes({ id: 's1', name: 'Lunch club', description: 'Soup and company for anyone who likes both.' })
const DETAIL = toBytes({
  id: 's1',
  name: 'Lunch club',
  description: 'Soup and company for anyone who likes both.',
  schedules: [{ freq: 'WEEKLY', byday: 'MO', opens_at: '12:00' }],
})

const OLDER_DETAIL = toBytes({ ...parse<object>(DETAIL), notes: 'x'.repeat(1_000) })

function show(list: Uint8Array | null, detail: Uint8Array | null): unknown {
  const bytes = (column: Uint8Array | null) => column && Buffer.from(column)
  const found = unpackRaw({ list: bytes(list), detail: bytes(detail) })
  return [found.list && parse(found.list), found.detail && parse(found.detail)]
}

describe('a record as received', () => {
  it.each([
    ['its list item beside its detail', packList(LIST, DETAIL), packDetail(DETAIL), [parse(LIST), parse(DETAIL)]],
    ['no detail', packList(LIST, undefined), null, [parse(LIST), undefined]],
    ['no list item', null, packDetail(DETAIL), [undefined, parse(DETAIL)]],
    ['parts as older versions packed them', LIST, pack(parse(OLDER_DETAIL)), [parse(LIST), parse(OLDER_DETAIL)]],
  ])('comes back as it went in with %s', (_, list, detail, parts) => {
    expect(show(list, detail)).toEqual(parts)
  })

  it('says so where the detail it was packed beside is another', () => {
    expect(() => show(packList(LIST, DETAIL), packDetail(LIST))).toThrow(/dictionary/i)
  })

  it('costs a list item next to nothing beside a detail that says the same', () => {
    expect(packList(LIST, DETAIL).length).toBeLessThan(LIST.length / 4)
  })
})

describe('packing with a dictionary', () => {
  it.each(Object.keys(DICTIONARIES) as (keyof typeof DICTIONARIES)[])('of %s gives back what was packed', (name) => {
    const value = { basis: 'SERVES', any: ['text', 1, null] }
    expect(unpack(pack(value, name))).toEqual(value)
  })

  it('of records keeps its text, with which alone records that are held can be read', () => {
    expect(hashOfBytes(DICTIONARIES.RECORD)).toBe('ahJViF2rLZcVVKHVbXg3H8z7tuE')
  })
})
