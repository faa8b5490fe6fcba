import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { z } from 'zod'

import { plainServices, startFakeCouncil } from '../gateway/fake-council.ts'
import { runProgram } from '../gateway/run-program.ts'
import { startGateway, temporaryFolder, testConfig, testFeed } from '../gateway/start-gateway.ts'

const SERVICES = `import { graphql } from 'relay-runtime'
export const query = graphql\`query ServicesQuery($text: String) { ...Services_list @arguments(text: $text) }\`
export const list = graphql\`
  fragment Services_list on Query
  @refetchable(queryName: "ServicesPageQuery")
  @argumentDefinitions(text: { type: "String" }, first: { type: "Int", defaultValue: 2 }, after: { type: "String" }) {
    services(where: { text: $text }, first: $first, after: $after) @connection(key: "Services_services") {
      edges { node { id name lastModified } }
    }
  }\`
`
const Documents = z.record(z.string(), z.string())

it(
  'Relay compiles a list that pages by the schema, and the gateway answers its documents',
  { timeout: 120_000 },
  async () => {
    const folder = temporaryFolder()
    for (const inner of ['src', 'src/__generated__']) mkdirSync(join(folder, inner))
    writeFileSync(join(folder, 'src/Services.ts'), SERVICES)
    writeFileSync(join(folder, 'persisted.json'), '{}')
    copyFileSync('schema/gateway.graphql', join(folder, 'schema.graphql'))
    const stated: object = JSON.parse(readFileSync('examples/client/relay.config.json', 'utf8'))
    const persistConfig = { file: './persisted.json', algorithm: 'SHA256' }
    const config = join(folder, 'relay.config.json')
    writeFileSync(config, JSON.stringify({ ...stated, schema: './schema.graphql', persistConfig }))
    const compiled = await runProgram('sh', [
      '-c',
      'cd "$0" && exec "$1"',
      folder,
      resolve('node_modules/.bin/relay-compiler'),
    ])
    expect(`${compiled.code} ${compiled.errors}${compiled.output}`).toMatch(/^0 /)
    expect(readFileSync(join(folder, 'src/__generated__/Services_list.graphql.ts'), 'utf8')).toContain(
      'readonly lastModified: string',
    )
    const documents = Object.values(Documents.parse(JSON.parse(readFileSync(join(folder, 'persisted.json'), 'utf8'))))
    const council = await startFakeCouncil(plainServices(3))
    onTestFinished(() => council.close())
    const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
    await gateway.refreshAll()
    expect(documents).toHaveLength(2)
    for (const document of documents) {
      const { data, errors } = await gateway.ask(document, {})
      expect(errors).toBeUndefined()
      expect(data).toMatchObject({ services: { edges: [{}, {}], pageInfo: { hasNextPage: true } } })
    }
  },
)
