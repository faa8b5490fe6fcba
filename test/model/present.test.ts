import { expect, it } from 'vitest'
import { present } from '../../src/model/present.ts'

it('leaves out what has no value, and nothing else', () => {
  const members = { name: 'yoga', places: 0, note: '', isFree: false, url: undefined, parent: null }
  const kept = present(members)
  expect(kept).toEqual({ name: 'yoga', places: 0, note: '', isFree: false, parent: null })
  expect(Object.keys(kept)).not.toContain('url')
})
