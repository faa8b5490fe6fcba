import { hash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { expect, it, onTestFinished } from 'vitest'

import { plainServices, startFakeCouncil } from './fake-council.ts'
import { serveGateway } from './serve-gateway.ts'
import { startGateway, testConfig, testFeed } from './start-gateway.ts'

const FILES = globSync('operations/**/*.graphql')

it('a file of operations/ is all that it takes to be a document by hash, a tab, a sheet, an address and a page of docs', async () => {
  const council = await startFakeCouncil(plainServices(1))
  onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]))
  await gateway.refreshAll()
  // Composing all of it keeps this thread, in which the test asks too.
  const { url } = await serveGateway(gateway, { limits: { lagMs: 60_000 } })
  const textOf = async (path: string) => (await fetch(`${url}${path}`)).text()
  const [manifest, tabs, described] = await Promise.all(
    ['/operations.json', '/graphiql/start.js', '/api/openapi.json'].map(textOf),
  )
  const { operations }: { operations: { name: string }[] } = JSON.parse(manifest ?? '')
  const { paths }: { paths: Record<string, unknown> } = JSON.parse(described ?? '')
  const docs = readFileSync('docs/queries.md', 'utf8')
  expect(FILES.length).toBeGreaterThan(20)
  expect(operations).toHaveLength(FILES.length)
  for (const file of FILES) {
    const text = readFileSync(file, 'utf8')
    const path = file.replace(/^operations\/(.*)\.graphql$/, '/$1')
    expect(tabs).toContain(JSON.stringify(text).slice(1, -1))
    expect(Object.keys(paths)).toEqual(expect.arrayContaining([`${path}.csv`, `${path}.json`]))
    expect(docs).toContain(`(../${file})`)
    const answer = await textOf(`/graphql?documentId=sha256:${hash('sha256', text, 'hex')}`)
    // Without its variables it is refused for those at most.
    expect(answer).toMatch(/^\{"(?:data"|errors":\[\{"message":"Variable )/)
    // As is a sheet: never is it unknown.
    expect(await textOf(`/api${path}.csv`)).not.toContain('NOT_FOUND')
  }
})
