import {
  type DirectiveNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'

/** What decides which fields a selection has. */
export interface CollectingParts {
  readonly schema: GraphQLSchema
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
  /** Values of the variables in `@skip` and `@include`. */
  readonly conditions: Readonly<Record<string, unknown>>
}

/** The fields asked of an object of that type, by the key they have in the answer, in order (GraphQL, CollectFields). */
export function collectFields(
  parts: CollectingParts,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): ReadonlyMap<string, readonly FieldNode[]> {
  const found = new Map<string, FieldNode[]>()
  const visited = new Set<string>()
  function collect({ selections }: SelectionSetNode): void {
    for (const selection of selections) if (isIncluded(selection, parts.conditions)) take(selection)
  }
  function take(selection: SelectionNode): void {
    if (selection.kind === Kind.FIELD) {
      const key = selection.alias?.value ?? selection.name.value
      const nodes = found.get(key)
      if (nodes === undefined) found.set(key, [selection])
      else nodes.push(selection)
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      if (appliesTo(type, selection.typeCondition?.name.value, parts.schema)) collect(selection.selectionSet)
    } else if (!visited.has(selection.name.value)) {
      visited.add(selection.name.value)
      const fragment = parts.fragments[selection.name.value]
      if (fragment !== undefined && appliesTo(type, fragment.typeCondition.name.value, parts.schema))
        collect(fragment.selectionSet)
    }
  }
  sets.forEach(collect)
  return found
}

/** Names of the variables that decide whether a selection counts. */
export function conditionVariables(selections: readonly SelectionSetNode[]): readonly string[] {
  const names = new Set<string>()
  const open = [...selections]
  for (let set = open.pop(); set !== undefined; set = open.pop()) {
    for (const selection of set.selections) {
      for (const directive of selection.directives ?? []) {
        const value = conditionOf(directive)
        if (value?.kind === Kind.VARIABLE) names.add(value.name.value)
      }
      if (selection.kind !== Kind.FRAGMENT_SPREAD && selection.selectionSet) open.push(selection.selectionSet)
    }
  }
  return [...names]
}

/** Whether `@skip` and `@include` let a selection stand. */
export function isIncluded({ directives = [] }: SelectionNode, conditions: Readonly<Record<string, unknown>>): boolean {
  return directives.every((directive) => {
    const value = conditionOf(directive)
    if (value === undefined) return true
    const stated = value.kind === Kind.VARIABLE ? conditions[value.name.value] : 'value' in value && value.value
    return (stated === true) === (directive.name.value === 'include')
  })
}

function conditionOf({ name, arguments: args }: DirectiveNode) {
  return name.value === 'skip' || name.value === 'include'
    ? args?.find((argument) => argument.name.value === 'if')?.value
    : undefined
}

function appliesTo(type: GraphQLObjectType, condition: string | undefined, schema: GraphQLSchema): boolean {
  if (condition === undefined || condition === type.name) return true
  const stated = schema.getType(condition)
  return isAbstractType(stated) && schema.isSubType(stated, type)
}
