import {
  type DocumentNode,
  getNamedType,
  getNullableType,
  type GraphQLField,
  type GraphQLNamedType,
  GraphQLNonNull,
  type GraphQLOutputType,
  type GraphQLSchema,
  GraphQLString,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'

import type { Operation } from './read-operations.ts'

/** A field of an answer, as an operation selects it. */
export interface AnswerField {
  /** Its key in the answer. */
  readonly key: string
  /** What the schema says of it; empty where it says nothing. */
  readonly description: string
  /** As the schema has it, with its lists and what is never null. */
  readonly type: GraphQLOutputType
  readonly named: GraphQLNamedType
  readonly isList: boolean
  /** Whether it can be absent: under @include, @skip, or in a fragment on one of several types. */
  readonly isOptional: boolean
  /** What is selected of it; empty where it is a leaf. */
  readonly fields: readonly AnswerField[]
}

const TYPENAME = new GraphQLNonNull(GraphQLString)

/** What an operation's answer consists of, in the order of the document. Throws where the document is not of this schema. */
export function shapeOfAnswer(schema: GraphQLSchema, { parsed, node }: Pick<Operation, 'parsed' | 'node'>) {
  const root = schema.getRootType(node.operation)
  if (!root) throw new Error(`The schema has no ${node.operation}.`)
  return fieldsOf(node.selectionSet, root, { schema, document: parsed })
}

interface Source {
  readonly schema: GraphQLSchema
  readonly document: DocumentNode
}

function fieldsOf(set: SelectionSetNode, parent: GraphQLNamedType, source: Source): readonly AnswerField[] {
  const byKey = new Map<string, AnswerField>()
  for (const field of set.selections.flatMap((selection) => selectedBy(selection, parent, source))) {
    const known = byKey.get(field.key)
    byKey.set(field.key, known === undefined ? field : { ...known, fields: merge(known.fields, field.fields) })
  }
  return [...byKey.values()]
}

function merge(fields: readonly AnswerField[], others: readonly AnswerField[]): readonly AnswerField[] {
  return [...fields, ...others.filter(({ key }) => fields.every((field) => field.key !== key))]
}

function selectedBy(selection: SelectionNode, parent: GraphQLNamedType, source: Source): readonly AnswerField[] {
  const isConditional = (selection.directives ?? []).length > 0
  if (selection.kind === Kind.FIELD) {
    const key = selection.alias?.value ?? selection.name.value
    const { type, description } = findField(parent, selection.name.value)
    const named = getNamedType(type)
    const fields = selection.selectionSet === undefined ? [] : fieldsOf(selection.selectionSet, named, source)
    const isList = isListType(getNullableType(type))
    return [{ key, description: description ?? '', type, named, isList, isOptional: isConditional, fields }]
  }
  const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? findFragment(selection.name.value, source) : selection
  const name = fragment.typeCondition?.name.value
  const type = name === undefined ? parent : source.schema.getType(name)
  if (!isCompositeType(type)) throw new Error(`There is no type ${String(name)} to select of.`)
  const isOptional = isConditional || type !== parent
  return fieldsOf(fragment.selectionSet, type, source).map((field) => (isOptional ? { ...field, isOptional } : field))
}

function findFragment(name: string, { document }: Source) {
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name) return definition
  throw new Error(`The document has no fragment ${name}.`)
}

function findField(
  parent: GraphQLNamedType,
  name: string,
): Pick<GraphQLField<unknown, unknown>, 'type' | 'description'> {
  if (name === '__typename') return { type: TYPENAME, description: 'The name of its type.' }
  const field = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[name] : undefined
  if (field === undefined) throw new Error(`${parent.name} has no field ${name}.`)
  return field
}
