import { describe, expect, it } from 'vitest'

import { DEFAULT_SITE } from '../../src/model/site.ts'
import { type AskDocument, createPages } from '../../src/web/create-pages.ts'

const NONE: AskDocument = async () => ({ data: { taxonomies: [], coverage: null }, errors: [] })

async function visit(path: string, embedders: readonly string[] = [], search = '') {
  const answer = await createPages(() => ({ ...DEFAULT_SITE, embedders })).answer({ path, search }, NONE)
  return { headers: answer?.headers ?? {}, text: String(answer?.body) }
}

describe.each(['/embed/map', '/embed/matrix', '/embed/search'])('%s', (path) => {
  it.each([
    [[], "frame-ancestors 'none'"],
    [
      ['https://council.example', 'https://other.example'],
      'frame-ancestors https://council.example https://other.example',
    ],
  ])('may be framed by those listed alone: %j', async (embedders, expected) => {
    expect((await visit(path, embedders)).headers['content-security-policy']).toContain(expected)
  })

  it('has no navigation, and links that leave the frame', async () => {
    const { text } = await visit(path)
    expect(text).not.toMatch(/<nav|<header|<footer/)
    expect(text).toMatch(/<base target="_top"/)
  })
})

it('pages with navigation are framed by nobody', async () => {
  const { headers } = await visit('/figures', ['https://council.example'])
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
})

it('the search box searches in the language it is shown in', async () => {
  const { text } = await visit('/embed/search', [], 'lang=cy')
  expect(text).toContain('<html lang="cy"')
  expect(text).toMatch(/<input type="hidden" name="lang" value="cy"/)
})
