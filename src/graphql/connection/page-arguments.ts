import type { GraphQLResolveInfo } from 'graphql'
import type { Slice } from '../../catalogue/service-query.ts'
import { InputError } from '../../model/input-error.ts'
import { present } from '../../model/present.ts'
import { builder } from '../builder.ts'
import { type CursorBinding, decodeCursor } from './cursors.ts'

/** The most items one page may hold. */
const MAX_PAGE_SIZE = 100

/** The values of a list's paging arguments. */
export interface PageArguments {
  readonly first?: number | null | undefined
  readonly after?: string | null | undefined
  readonly last?: number | null | undefined
  readonly before?: string | null | undefined
  /** Only of lists that take it. */
  readonly offset?: number | null | undefined
}

/** `first`, `after`, `last` and `before` of a list whose page is 20 long unless asked otherwise. */
export const pageArguments = createPageArguments(20)

/** `first`, `after`, `last` and `before` of a list of taxonomy terms in their scheme. */
export const longPageArguments = createPageArguments(100)

/** `first` and `after` of a list that is read forward only. */
export const forwardPageArguments = builder.args((t) => ({
  first: t.int({ defaultValue: 20, description: describeSize('from the start, or after the cursor `after`') }),
  after: t.string({ description: 'A cursor of this list: the page starts after it.' }),
}))

/** `offset` of a list that can also be had by numbered pages. */
export const offsetArgument = builder.args((t) => ({
  offset: t.int({
    description:
      'How many items from the start the page passes over; for who must number pages, since cursors hold where records come and go. Goes with `first` alone.',
  }),
}))

/**
 * The slice that the paging arguments mean: the first `first` after `after`, or the last `last` before `before`.
 * `InputError` where they contradict each other, are out of range, or a cursor is of another list.
 */
export function readSlice(args: PageArguments, info: GraphQLResolveInfo, binding: CursorBinding): Slice {
  const { first, after, last, before } = args
  const offset = readOffset(args)
  if (last === null || last === undefined) {
    if (isGiven(before)) throw contradiction('before', '`before` pages backward: give `last` with it, or use `after`.')
    const limit = readSize('first', first ?? DEFAULT_SIZE)
    return {
      limit,
      backward: false,
      ...present({ offset }),
      ...(isGiven(after) ? { after: decodeCursor(binding, after, 'after') } : {}),
    }
  }
  if (isWritten(info, 'first') && isGiven(first)) {
    throw contradiction('last', 'Give either `first` to page forward or `last` to page backward, not both.')
  }
  if (isGiven(after)) throw contradiction('after', '`after` pages forward: give `first` with it, or use `before`.')
  const limit = readSize('last', last)
  return { limit, backward: true, ...(isGiven(before) ? { before: decodeCursor(binding, before, 'before') } : {}) }
}

/** A page size as given; `InputError` where it is negative or over the limit. */
export function readSize(argument: 'first' | 'last', size: number, most: number = MAX_PAGE_SIZE): number {
  if (size < 0) throw contradiction(argument, `\`${argument}\` is ${size}: give a number from 0 to ${most}.`)
  if (size > most) {
    throw contradiction(argument, `\`${argument}\` is ${size}: give at most ${most} and page on with the cursors.`)
  }
  return size
}

function readOffset({ offset, after, last, before }: PageArguments): number | undefined {
  if (!isGiven(offset)) return undefined
  if (offset < 0) throw contradiction('offset', `\`offset\` is ${offset}: give 0 or more.`)
  if (isGiven(after) || isGiven(last) || isGiven(before))
    throw contradiction('offset', '`offset` counts from the start of the list: give `first` alone with it.')
  return offset === 0 ? undefined : offset
}

const DEFAULT_SIZE = 20

function createPageArguments(defaultFirst: number) {
  return builder.args((t) => ({
    first: t.int({
      defaultValue: defaultFirst,
      description: describeSize('from the start, or after the cursor `after`'),
    }),
    after: t.string({ description: 'A cursor of this list: the page starts after it. Goes with `first`.' }),
    last: t.int({
      description: `${describeSize('from the end, or before the cursor `before`')} Not together with \`first\`.`,
    }),
    before: t.string({ description: 'A cursor of this list: the page ends before it. Goes with `last`.' }),
  }))
}

function describeSize(from: string): string {
  return `How many items the page holds ${from}; 0 to ${MAX_PAGE_SIZE}.`
}

/** Whether the query writes the argument; its value alone can't show it, for it has a default. */
function isWritten(info: GraphQLResolveInfo, argument: string): boolean {
  const node = info.fieldNodes[0]?.arguments?.find(({ name }) => name.value === argument)
  if (node === undefined) return false
  return node.value.kind !== 'Variable' || isGiven(info.variableValues[node.value.name.value])
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined
}

function contradiction(argument: string, message: string): InputError {
  return new InputError('BAD_USER_INPUT', message, [argument])
}
