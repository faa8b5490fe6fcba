import { describe, expect, it } from 'vitest'
import { readDetail } from '../../src/standard/read-detail.ts'
import { bodyOf, context } from './pages.ts'

describe('the answer to one id', () => {
  const service = { id: 7, name: 'Lunch club', updated_at: '2023-02-14T15:06:31Z' }

  it.each([
    ['the record', service],
    ['the record in a list', [service]],
    ['the record under contents', { contents: [service] }],
    ['the record under a name', { service }],
    ['the record without its id', { name: 'Lunch club', updated_at: '2023-02-14T15:06:31Z' }],
  ])('is read where it is %s', (_, body) => {
    expect(readDetail(bodyOf(body), '7', context)).toMatchObject({
      originId: '7',
      raw: { name: 'Lunch club' },
      modified: '2023-02-14T15:06:31.000Z',
    })
  })

  it.each([
    ['another record', { id: 8, name: 'Lunch club' }, 'ID_MISMATCH'],
    ['an error with status 200', { error: 'No matching document' }, 'NOT_A_RECORD'],
    ['two records', [service, service], 'NOT_A_RECORD'],
    ['a word', '"gone"', 'NOT_A_RECORD'],
  ])('is set aside under that id where it is %s', (_, body, code) => {
    expect(readDetail(bodyOf(body), '7', context)).toMatchObject({ originId: '7', issue: { code } })
  })

  it('keeps the id as the list wrote it', () => {
    expect(readDetail(bodyOf({ id: 'ABC', name: 'x' }), 'abc', context)).toMatchObject({ originId: 'abc' })
  })

  it('throws what a page throws where it is no JSON', () => {
    expect(() => readDetail(bodyOf('<html>'), '7', context)).toThrow(/no JSON/)
  })
})
