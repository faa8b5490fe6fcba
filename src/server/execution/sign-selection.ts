import { hash } from 'node:crypto'
import {
  type ArgumentNode,
  type FieldNode,
  Kind,
  print,
  type SelectionNode,
  type SelectionSetNode,
  visit,
} from 'graphql'

import { type CollectingParts, isIncluded } from './collect-fields.ts'

/**
 * By what a selection on objects of that type is known again: equal signatures, equal fields in the answer. Undefined where
 * variables have a part in arguments below, so that the text alone does not say what is asked for.
 */
export function signSelection(
  parts: CollectingParts,
  type: string,
  sets: readonly SelectionSetNode[],
): string | undefined {
  let isSettled = true
  function signSet({ selections }: SelectionSetNode): string {
    return `{${selections.map((selection) => (isIncluded(selection, parts.conditions) ? sign(selection) : '')).join(' ')}}`
  }
  function sign(selection: SelectionNode): string {
    if (selection.kind === Kind.FIELD) return signField(selection)
    if (selection.kind === Kind.INLINE_FRAGMENT)
      return `...${selection.typeCondition?.name.value ?? ''}${signSet(selection.selectionSet)}`
    const fragment = parts.fragments[selection.name.value]
    return fragment === undefined ? '' : `...${fragment.typeCondition.name.value}${signSet(fragment.selectionSet)}`
  }
  function signField({ alias, name, arguments: args = [], selectionSet }: FieldNode): string {
    if (args.some(hasVariable)) isSettled = false
    const stated = args.length === 0 ? '' : `(${args.map((argument) => print(argument)).join()})`
    return `${alias?.value ?? ''}:${name.value}${stated}${selectionSet === undefined ? '' : signSet(selectionSet)}`
  }
  const text = `${type}${sets.map(signSet).join('')}`
  return isSettled ? hash('sha256', text, 'base64url').slice(0, 22) : undefined
}

/** Whether a variable has a part in the argument's value. */
export function hasVariable(argument: ArgumentNode): boolean {
  let isFound = false
  visit(argument, {
    Variable() {
      isFound = true
    },
  })
  return isFound
}
