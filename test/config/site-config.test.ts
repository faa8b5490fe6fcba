import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'

import { ConfigError } from '../../src/config/config-error.ts'
import { parseFeedsConfig } from '../../src/config/parse-feeds-config.ts'

const folder = mkdtempSync(join(tmpdir(), 'oruk-site-'))
afterAll(() => rmSync(folder, { recursive: true }))
writeFileSync(join(folder, 'logo.svg'), '<svg xmlns="http://www.w3.org/2000/svg"/>')

const read = (site: object) => parseFeedsConfig('the file', JSON.stringify({ feeds: [], site }), {}, folder, {}).site

it('names the pages, in a language and colours, with a logo beside the file', () => {
  expect(
    read({
      name: 'Shire helps',
      language: 'cy',
      logo: { file: 'logo.svg', alt: 'The Shire' },
      colours: { headerBackground: '#003300' },
      embedders: ['https://www.shire.example', 'https://*.shire.example:8443'],
    }),
  ).toMatchObject({
    name: 'Shire helps',
    language: 'cy',
    logo: { type: 'image/svg+xml', alt: 'The Shire' },
    colours: { headerBackground: '#003300', headerText: '#ffffff' },
    embedders: ['https://www.shire.example', 'https://*.shire.example:8443'],
  })
})

it('keeps what it says nothing of', () => {
  expect(read({})).toMatchObject({ name: 'Open Referral UK gateway', language: 'en', embedders: [] })
  expect(parseFeedsConfig('the file', '{"feeds":[]}', {}, folder, {}).site).toBeUndefined()
})

it.each<[site: object, problem: string]>([
  [{ nmae: 'x' }, 'did you mean name'],
  [{ name: ' ' }, 'site.name'],
  [{ language: 'fr' }, 'must be "en" or "cy"'],
  [{ colours: { brand: 'red' } }, 'is no colour'],
  [{ colours: { headerText: '#777777', headerBackground: '#666666' } }, 'site.colours.headerText'],
  [{ colours: { link: '#ffff00' } }, 'site.colours.link'],
  [{ logo: { file: 'none.png', alt: '' } }, 'site.logo.file'],
  [{ logo: { file: 'logo.gif', alt: '' } }, '.svg or .png'],
  [{ embedders: ['shire.example; script-src *'] }, 'is no origin'],
  [{ embedders: ['https://shire.example/path'] }, 'is no origin'],
])('refuses %j', (site, problem) => {
  let refused: unknown
  try {
    read(site)
  } catch (error) {
    refused = error
  }
  expect(refused).toBeInstanceOf(ConfigError)
  expect(String(refused)).toContain(problem)
})
