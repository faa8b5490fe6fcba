import { readFile, writeFile } from 'node:fs/promises'
import { printSchema } from 'graphql'

import { printConfigSchema } from '../config/print-config-schema.ts'

/** The printed files are not what the program says now. */
class SchemaDriftError extends Error {
  override readonly name = 'SchemaDriftError'
}

const FOLDER = new URL('../../schema/', import.meta.url)

/** Writes the printed schemas, or, checking, throws an error that names those that drifted. */
export async function printSchemas({ isCheck }: { readonly isCheck: boolean }): Promise<void> {
  const { createSchema } = await import('../graphql/schema.ts')
  const { printSubgraphSchema } = await import('../graphql/federation/subgraph-schema.ts')
  const printed = new Map([
    ['gateway.graphql', `${printSchema(createSchema())}\n`],
    ['subgraph.graphql', printSubgraphSchema()],
    ['feeds.config.schema.json', printConfigSchema()],
  ])
  const drifted: string[] = []
  for (const [name, text] of printed) {
    const file = new URL(name, FOLDER)
    if (!isCheck) await writeFile(file, text)
    else if ((await readIfThere(file)) !== text) drifted.push(`schema/${name}`)
  }
  if (drifted.length > 0) {
    throw new SchemaDriftError(
      `${drifted.join(' and ')} no longer say what the program does: run \`npm run print-schema\` and review the change.`,
    )
  }
  console.log(
    isCheck
      ? 'The printed schemas are up to date.'
      : 'Wrote schema/gateway.graphql, schema/subgraph.graphql and schema/feeds.config.schema.json.',
  )
}

function readIfThere(file: URL): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT') return undefined
    throw cause
  })
}
