import { hash } from 'node:crypto'
import {
  type DocumentNode,
  type FieldNode,
  Kind,
  type OperationDefinitionNode,
  print,
  type SelectionSetNode,
  type VariableDefinitionNode,
  visit,
} from 'graphql'

import type { Operation } from './read-operations.ts'

/** A document as clients send it. */
export interface DocumentForm {
  /** SHA-256 of the text, in lower-case hexadecimal digits. */
  readonly hash: string
  readonly text: string
}

/** The forms of one operation. */
export interface DocumentForms {
  /** As its file has it, with what it says of itself. */
  readonly written: DocumentForm
  /** The same, parsed and printed by a client. */
  readonly printed: DocumentForm
  /** The same by a client that caches by type. */
  readonly printedTyped: DocumentForm
  /** Printed without descriptions, which older clients can not read. */
  readonly plain: DocumentForm
  /** The same with the name of its type in every object below the root: so clients that cache by type send it. */
  readonly typed: DocumentForm
}

/** The texts in which clients send an operation, each with its hash. */
export function formsOf({ document, parsed }: Pick<Operation, 'document' | 'parsed'>): DocumentForms {
  const plain = withoutDescriptions(parsed)
  return {
    written: formOf(document),
    printed: formOf(print(parsed)),
    printedTyped: formOf(print(withTypenames(parsed))),
    plain: formOf(print(plain)),
    typed: formOf(print(withTypenames(plain))),
  }
}

/** SHA-256 of a document's text, as clients write it. */
export function hashOfDocument(text: string): string {
  return hash('sha256', text, 'hex')
}

function formOf(text: string): DocumentForm {
  return { hash: hashOfDocument(text), text }
}

function withoutDescriptions(document: DocumentNode): DocumentNode {
  return visit(document, {
    OperationDefinition: ({ description: _, ...node }): OperationDefinitionNode => node,
    VariableDefinition: ({ description: _, ...node }): VariableDefinitionNode => node,
  })
}

const TYPENAME: FieldNode = { kind: Kind.FIELD, name: { kind: Kind.NAME, value: '__typename' } }

function withTypenames(document: DocumentNode): DocumentNode {
  return visit(document, {
    SelectionSet(node, _key, parent): SelectionSetNode | undefined {
      const isRoot = parent !== undefined && 'kind' in parent && parent.kind === Kind.OPERATION_DEFINITION
      const isTyped = node.selections.some(
        (selection) => selection.kind === Kind.FIELD && selection.name.value === TYPENAME.name.value,
      )
      return isRoot || isTyped ? undefined : { ...node, selections: [...node.selections, TYPENAME] }
    },
  })
}
