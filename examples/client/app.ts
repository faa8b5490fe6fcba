// Services by words, typed from the operations: `npx graphql-codegen --config codegen.json`, then
// node app.ts [BASE] [WORDS…]
import type { TypedDocumentNode } from '@graphql-typed-document-node/core'

import { FeedsDocument, type SearchServicesQuery, SearchServicesDocument } from './generated/graphql.ts'

const [base = 'http://localhost:4000', ...words] = process.argv.slice(2)

interface Manifest {
  readonly operations: readonly { readonly id: string; readonly name: string }[]
}

interface Answer<Result> {
  readonly data: Result
  readonly errors?: readonly { readonly message: string }[]
}

/** Asks by the hash of a document: a short address by GET, which every cache on the way keeps. */
async function connect(address: string) {
  const manifest: Manifest = JSON.parse(await (await fetch(`${address}/operations.json`)).text())
  const ids = new Map(manifest.operations.map(({ name, id }) => [name, id]))
  return async <Result, Variables>(
    document: TypedDocumentNode<Result, Variables>,
    ...[variables]: Variables extends Record<string, never> ? [] : [Variables]
  ): Promise<Result> => {
    const [operation] = document.definitions
    const name = operation?.kind === 'OperationDefinition' ? (operation.name?.value ?? '') : ''
    const search = new URLSearchParams({
      documentId: `sha256:${ids.get(name)}`,
      variables: JSON.stringify(variables ?? {}),
    })
    const response = await fetch(`${address}/graphql?${search}`)
    const { data, errors }: Answer<Result> = JSON.parse(await response.text())
    if (errors) throw new Error(errors.map(({ message }) => message).join('\n'))
    return data
  }
}

type Edge = NonNullable<SearchServicesQuery['services']>['edges'][number]

function describe({ node, unknownOn }: Edge): string {
  const where = node.serviceAtLocations.map(({ location }) => location?.name).filter(Boolean)
  const free = node.free === true ? 'free' : node.free === false ? 'at a charge' : 'whether it is free is not stated'
  const unknown = unknownOn.length > 0 ? ` Not stated: ${unknownOn.join(', ')}.` : ''
  return `${node.name} (${node.feed.publisher}), ${free}. ${where.join('; ')}${unknown}`
}

const print = (line: string): unknown => process.stdout.write(`${line}\n`)
const ask = await connect(base)
const { feeds } = await ask(FeedsDocument)
for (const { publisher, report } of feeds)
  print(`${publisher}: ${report.services} services, ${report.state}, as of ${report.asOf ?? 'never'}`)

const { services } = await ask(SearchServicesDocument, { text: words.join(' '), first: 5 })
print(`\n${services?.totalCount ?? 0} services for “${words.join(' ')}”`)
for (const edge of services?.edges ?? []) print(`- ${describe(edge)}`)
