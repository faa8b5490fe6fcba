import { hash } from 'node:crypto'
import type { Anchor } from '../../catalogue/service-query.ts'
import { InputError } from '../../model/input-error.ts'

/** Names the list a cursor belongs to: its field, filter and order. Equal lists have equal bindings. */
export type CursorBinding = string

/** The binding of a list given by everything that decides what is in it and in which order. */
export function createCursorBinding(field: string, ...deciding: readonly unknown[]): CursorBinding {
  return JSON.stringify([field, ...deciding])
}

/** An opaque cursor at `anchor`: it holds while records come, move or go, and only in the list of its binding. */
export function encodeCursor(binding: CursorBinding, anchor: Anchor): string {
  const position = JSON.stringify([anchor.value, anchor.uid])
  return Buffer.from(seal(binding, position) + position).toString('base64url')
}

/** Where a cursor stands; `InputError` BAD_CURSOR, with the argument's name as path, where this list has not given it. */
export function decodeCursor(binding: CursorBinding, cursor: string, argument: 'after' | 'before'): Anchor {
  const text = Buffer.from(cursor, 'base64url').toString()
  const position = text.slice(SEAL_LENGTH)
  if (text.slice(0, SEAL_LENGTH) !== seal(binding, position)) {
    throw new InputError(
      'BAD_CURSOR',
      `The cursor in \`${argument}\` does not belong to this list. Use one that the same field gave with the same filter and order, or leave it out to start again.`,
      [argument],
    )
  }
  const [value, uid]: [Anchor['value'], string] = JSON.parse(position)
  return { value, uid }
}

const SEAL_LENGTH = 12

/** Ties a position to its list and shows a cursor that was cut or altered; it is no secret. */
function seal(binding: CursorBinding, position: string): string {
  return hash('sha256', `${binding}\n${position}`, 'base64url').slice(0, SEAL_LENGTH)
}
