import { expect, it } from 'vitest'
import { addPart, mergeVersions } from '../../../src/taxonomy/files/merge-versions.ts'
import { assembleScheme, type SchemeFile, type SchemeRow } from '../../../src/taxonomy/scheme-file.ts'

const term = (code: string, name: string, more: Partial<SchemeRow> = {}): SchemeRow => ({
  uri: `https://t.example/${code}`,
  name,
  parentUris: [],
  ...more,
})
const file = (version: string | undefined, ...rows: readonly SchemeRow[]): SchemeFile =>
  assembleScheme(
    { key: 'https://t.example', name: 'T', shared: true, ...(version === undefined ? {} : { version }) },
    rows,
    [],
  )
const stated = (merged: readonly SchemeFile[]) =>
  merged[0]?.terms.map(({ uri, name, otherNames, discontinued }) => [
    uri.slice(18),
    name,
    otherNames.join(),
    discontinued,
  ])

it('believes the newer version, keeps former names, and marks as discontinued what it no longer has', () => {
  const old = file('9', term('1', 'Clubs'), term('2', 'Teas', { parentUris: ['https://t.example/1'] }))
  const merged = mergeVersions([file('10', term('1', 'Groups')), old])
  expect(stated(merged)).toEqual([
    ['1', 'Groups', 'Clubs', false],
    ['2', 'Teas', '', true],
  ])
  expect(merged[0]?.parents).toEqual([{ uri: 'https://t.example/2', parentUri: 'https://t.example/1' }])
  expect(merged[0]?.scheme.version).toBe('10')
})

it('takes the later file for the newer where versions do not say', () => {
  expect(stated(mergeVersions([file(undefined, term('1', 'Clubs')), file('2', term('1', 'Groups'))]))).toEqual([
    ['1', 'Groups', 'Clubs', false],
  ])
})

it('leaves terms as they were where the scheme marks discontinued ones itself', () => {
  const old = file('1', term('1', 'Clubs'), term('2', 'Teas'))
  expect(stated(mergeVersions([old, file('2', term('1', 'Clubs', { discontinued: true }))]))).toEqual([
    ['1', 'Clubs', '', true],
    ['2', 'Teas', '', false],
  ])
})

it('adds from part of a scheme only what the whole does not have', () => {
  const merged = addPart([file('1', term('1', 'Clubs'))], file(undefined, term('1', 'CLUBS'), term('2', 'Teas')))
  expect(stated(merged)).toEqual([
    ['1', 'Clubs', '', false],
    ['2', 'Teas', '', false],
  ])
})
