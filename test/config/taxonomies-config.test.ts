import { expect, it } from 'vitest'
import { parseFeedsConfig } from '../../src/config/parse-feeds-config.ts'

const parse = (taxonomies: unknown) =>
  parseFeedsConfig('feeds.config.json', JSON.stringify({ feeds: [], taxonomies }), {}, '/etc/gateway')

it('finds files of taxonomies beside the feeds file, and proposes nothing by labels unless asked', () => {
  expect(parse({ schemes: ['terms.csv'], crosswalks: ['/srv/map.csv'] }).taxonomies).toEqual({
    schemes: ['/etc/gateway/terms.csv'],
    crosswalks: ['/srv/map.csv'],
    proposeByLabel: false,
  })
  expect(parse(undefined)).not.toHaveProperty('taxonomies')
})

it('names a mistyped key and what it should have been', () => {
  expect(() => parse({ scheme: [] })).toThrow(/taxonomies\.scheme is not known: did you mean schemes/)
})
