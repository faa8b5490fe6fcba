import { globSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { codegen } from '@graphql-codegen/core'
import { preset } from '@graphql-codegen/client-preset'
import { buildSchema, parse } from 'graphql'
import { z } from 'zod'

const Config = z.object({
  schema: z.string(),
  documents: z.string(),
  generates: z.object({
    './generated/': z.object({
      config: z.record(z.string(), z.unknown()),
      presetConfig: z.record(z.string(), z.unknown()),
    }),
  }),
})

/** What graphql-codegen writes by the example's configuration, into `generated/` of this folder; `changed` goes before what it states. */
export async function generateClient(folder: string, changed: Readonly<Record<string, unknown>> = {}): Promise<void> {
  const example = 'examples/client'
  const stated = Config.parse(JSON.parse(readFileSync(join(example, 'codegen.json'), 'utf8')))
  const { config, presetConfig } = stated.generates['./generated/']
  const text = readFileSync(join(example, stated.schema), 'utf8')
  const documents = globSync(join(example, stated.documents)).map((location) => {
    const rawSDL = readFileSync(location, 'utf8')
    return { location, rawSDL, document: parse(rawSDL) }
  })
  const target = join(folder, 'generated')
  mkdirSync(target)
  const sections = await preset.buildGeneratesSection({
    baseOutputDir: `${target}/`,
    schema: parse(text),
    schemaAst: buildSchema(text),
    documents,
    config: { ...config, ...changed },
    presetConfig,
    plugins: [],
    pluginMap: {},
  })
  for (const section of sections) writeFileSync(section.filename, await codegen(section))
}
