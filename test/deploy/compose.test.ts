import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { readSettings } from '../../src/config/settings.ts'

const ROOT = join(import.meta.dirname, '../..')
const Service = z.object({
  environment: z.record(z.string(), z.string()).default({}),
  volumes: z.array(z.string()).default([]),
  depends_on: z.array(z.string()).default([]),
  configs: z.array(z.object({ source: z.string(), target: z.string() })).default([]),
})
const Compose = z.object({
  services: z.record(z.string(), Service.loose()),
  volumes: z.record(z.string(), z.null()),
  configs: z.record(z.string(), z.object({ content: z.string() })).default({}),
})

function readCompose(name: string): z.infer<typeof Compose> {
  return Compose.parse(parse(readFileSync(join(ROOT, name), 'utf8'), { merge: true }))
}

function gatewaysOf({ services }: z.infer<typeof Compose>) {
  return Object.entries(services).filter(([, { image }]) => image === 'oruk-gateway')
}

describe.each(['compose.yaml', 'compose.shared.yaml'])('%s', (name) => {
  const compose = readCompose(name)

  it('names only volumes, services and files that it has', () => {
    for (const service of Object.values(compose.services)) {
      const sources = service.volumes.map((volume) => volume.split(':')[0] ?? '')
      expect(Object.keys(compose.volumes)).toEqual(
        expect.arrayContaining(sources.filter((source) => !source.startsWith('./'))),
      )
      expect(Object.keys(compose.services)).toEqual(expect.arrayContaining(service.depends_on))
      expect(Object.keys(compose.configs)).toEqual(expect.arrayContaining(service.configs.map(({ source }) => source)))
    }
  })

  it('starts gateways with settings that are accepted, and whose names are in the table of README', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8')
    expect(gatewaysOf(compose)).not.toHaveLength(0)
    for (const [, { environment }] of gatewaysOf(compose)) {
      expect(() => readSettings(environment)).not.toThrow()
      for (const setting of Object.keys(environment)) expect(readme).toContain(`\`${setting}\``)
    }
  })
})

it('has three gateways share one catalogue, each of a name and a folder of its own, behind one balancer', () => {
  const compose = readCompose('compose.shared.yaml')
  const gateways = gatewaysOf(compose)
  const settings = gateways.map(([, { environment }]) => readSettings(environment).ship)
  expect(new Set(settings.map((ship) => ship?.address)).size).toBe(1)
  expect(settings.map((ship) => ship?.name)).toStrictEqual(['one', 'two', 'three'])
  expect(new Set(gateways.flatMap(([, { volumes }]) => volumes.filter((each) => each.endsWith(':/data')))).size).toBe(3)
  const proxied = /reverse_proxy (.*) \{/.exec(compose.configs['balancer']?.content ?? '')?.[1]
  expect(proxied?.split(' ')).toStrictEqual(gateways.map(([name]) => `${name}:4000`))
})
