import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Kind, parse } from 'graphql'
import { z } from 'zod'

/** A named, documented GraphQL document of `operations/`, with variables that suit the sample councils. */
export interface Operation {
  /** The operation's name, as in `operationName`. */
  readonly name: string
  /** First paragraph of its description, without the full stop: what it answers. */
  readonly title: string
  /** The rest of its description; empty where the title says all. */
  readonly notes: string
  readonly document: string
  readonly exampleVariables: Readonly<Record<string, unknown>>
}

const FOLDER = fileURLToPath(new URL('../../../operations/', import.meta.url))
const Variables = z.record(z.string(), z.unknown())

/**
 * The operations of a folder, by file name. Throws where a file does not hold exactly one named operation with a
 * description, or where its variables, in the file of the same name ending in `.json`, are no object.
 */
export function readOperations(folder = FOLDER): readonly Operation[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => readOperation(join(folder, file)))
}

function readOperation(path: string): Operation {
  const document = readFileSync(path, 'utf8')
  const [definition, ...others] = parse(document).definitions
  if (definition?.kind !== Kind.OPERATION_DEFINITION || others.some(({ kind }) => kind === Kind.OPERATION_DEFINITION))
    throw new Error(`${path} must begin with its one operation.`)
  const { name, description } = definition
  if (name === undefined || description === undefined) throw new Error(`${path}: name and describe the operation.`)
  const [title = '', ...notes] = description.value.split('\n\n')
  const variables = path.replace(/\.graphql$/, '.json')
  return {
    name: name.value,
    title: title.replaceAll('\n', ' ').replace(/\.$/, ''),
    notes: notes.join('\n\n'),
    document,
    exampleVariables: existsSync(variables) ? Variables.parse(JSON.parse(readFileSync(variables, 'utf8'))) : {},
  }
}
