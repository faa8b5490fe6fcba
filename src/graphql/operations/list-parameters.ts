import {
  type GraphQLInputType,
  type GraphQLSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isInputType,
  isListType,
  isNonNullType,
  typeFromAST,
  valueFromASTUntyped,
} from 'graphql'

import type { Operation } from './read-operations.ts'

/** A plain parameter of an address: a variable of the operation, or a member of one that is an object, with dots between. */
export interface Parameter {
  /** `level`, `near.postcode`. */
  readonly name: string
  readonly type: GraphQLInputType
  readonly isRequired: boolean
  /** Several values: commas between them, or the parameter several times. */
  readonly isList: boolean
  readonly description: string
  /** Undefined where it has none. */
  readonly defaultValue: unknown
}

/** The parameters of an operation. Lists of objects, and what an object holds of its own kind, have none: no plain value says them. */
export function listParameters(schema: GraphQLSchema, { node }: Operation): readonly Parameter[] {
  return (node.variableDefinitions ?? []).flatMap(({ variable, type: typeNode, description, defaultValue }) => {
    const type = typeFromAST(schema, typeNode)
    if (!isInputType(type)) throw new Error(`The variable ${variable.name.value} has no type of this schema.`)
    return parametersOf(
      {
        name: variable.name.value,
        type,
        description: description?.value ?? '',
        defaultValue: defaultValue && valueFromASTUntyped(defaultValue),
        isRequired: isNonNullType(type) && defaultValue === undefined,
      },
      [],
    )
  })
}

type Stated = Omit<Parameter, 'isList'>

function parametersOf(stated: Stated, above: readonly string[]): readonly Parameter[] {
  const type = getNullableType(stated.type)
  const named = getNamedType(type)
  const isList = isListType(type)
  if (!isInputObjectType(named)) return [{ ...stated, isList }]
  if (isList || above.includes(named.name)) return []
  return Object.values(named.getFields()).flatMap((field) =>
    parametersOf(
      {
        name: `${stated.name}.${field.name}`,
        type: field.type,
        description: field.description ?? '',
        defaultValue: field.defaultValue,
        // Of an object that need not be given no member must be.
        isRequired: stated.isRequired && isNonNullType(field.type) && field.defaultValue === undefined,
      },
      [...above, named.name],
    ),
  )
}

/** Sets the variable, or the member of one, that a parameter of this name is. */
export function setVariable(variables: Record<string, unknown>, name: string, value: unknown): void {
  setAt(variables, name.split('.'), value)
}

function setAt(target: Record<string, unknown>, [key = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) {
    target[key] = value
    return
  }
  const inner = target[key]
  const members: Record<string, unknown> = typeof inner === 'object' && inner !== null ? { ...inner } : {}
  setAt(members, rest, value)
  target[key] = members
}
