import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'

import { printConfigSchema } from '../../src/config/print-config-schema.ts'
import { readFeedsConfig } from '../../src/config/read-feeds-config.ts'

const FILE = new URL('../../feeds.config.json', import.meta.url).pathname

it("the project's own feeds file is valid and withholds assurers", async () => {
  const config = await readFeedsConfig(FILE)
  expect(config.showAssurers).toBe(false)
  expect(config.feeds.find((feed) => feed.slug === 'buckinghamshire')?.budget).toEqual({
    requests: 100,
    perMs: 900_000,
  })
})

it('the JSON Schema describes every property and knows no others', async () => {
  const schema = JSON.parse(printConfigSchema())
  expect(schema.additionalProperties).toBe(false)
  expect(schema.required).toEqual(['feeds'])
  const feed = schema.properties.feeds.items
  expect(feed.required).toEqual(['slug', 'name', 'publisher', 'url'])
  for (const [name, property] of Object.entries<{ description?: string }>({
    ...schema.properties,
    ...feed.properties,
  })) {
    expect(property.description, name).toMatch(/\w/)
  }
  expect(JSON.parse(await readFile(FILE, 'utf8')).$schema).toBe('./schema/feeds.config.schema.json')
})

it('a file that is not there is named with the setting that leads to it', async () => {
  await expect(readFeedsConfig('/nowhere/feeds.json')).rejects.toThrow('There is no such file: set FEEDS_CONFIG')
})
