import { GraphQLError } from 'graphql'
import { z } from 'zod'

import type { Operation } from '../../graphql/operations/read-operations.ts'
import type { Ask } from '../ask-operation.ts'
import { challengeOf } from '../key-gate.ts'
import { createRefusal } from '../refusals.ts'
import { objectsAt } from '../exports/columns.ts'
import type { TablePlan } from './plan-table.ts'

/** The most members of a list that are gone through for one answer: more are an export's. */
export const MOST_ROWS = 10_000
/** Few enough that no page holds other requests up. */
const PAGE_ROWS = 50

/** What is asked, and of whom. */
export interface WholeQuestion {
  readonly ask: Ask
  readonly operation: Operation
  readonly plan: TablePlan
  readonly variables: Readonly<Record<string, unknown>>
  /** Called before a second page is asked for; what it gives is called when the last was. */
  readonly beginWalk: () => Promise<() => void>
}

const Page = z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() })

/**
 * The data of an operation, page by page: one where it does not page, or where the variables say which, else all there are, each
 * as the operation has it. Throws what is wrong with the variables, and the refusal TOO_MANY_ROWS.
 */
export async function* askWhole({ ask, operation, plan, variables, beginWalk }: WholeQuestion): AsyncGenerator {
  const { paging } = plan
  if (paging === undefined || 'first' in variables || 'after' in variables) {
    yield await askOnce(ask, operation, variables)
    return
  }
  let endWalk: (() => void) | undefined
  try {
    let after: string | undefined
    for (let rows = 0; rows < MOST_ROWS; rows += PAGE_ROWS) {
      const asked: Record<string, unknown> = { ...variables, first: PAGE_ROWS, ...(after !== undefined && { after }) }
      const data = await askOnce(ask, operation, asked)
      yield data
      const page = objectsAt(data, [...paging, 'pageInfo'].join('.'))[0]
      const { hasNextPage, endCursor } = page === undefined ? { hasNextPage: false, endCursor: null } : Page.parse(page)
      if (!hasNextPage || endCursor === null) return
      endWalk ??= await beginWalk()
      after = endCursor
    }
    throw createRefusal('TOO_MANY_ROWS')
  } finally {
    endWalk?.()
  }
}

async function askOnce(ask: Ask, { name, document }: Operation, variables: Readonly<Record<string, unknown>>) {
  const { data, errors } = await ask({ query: document, operationName: name, variables })
  const [error] = errors
  if (error === undefined) return data
  const headers = challengeOf(error.code)
  const extensions = { code: error.code, http: { status: statusOf(error.code), spec: false, headers } }
  throw new GraphQLError(error.message, { extensions })
}

/** Of an address rather than of an operation: nothing of it is answered where a part is lacking. */
function statusOf(code: string): number {
  return STATUSES.get(code) ?? 400
}

const STATUSES: ReadonlyMap<string, number> = new Map([
  ['INTERNAL_SERVER_ERROR', 500],
  ['DATA_DAMAGED', 503],
  ['GONE', 410],
  ['KEY_REQUIRED', 401],
  ['KEY_UNKNOWN', 401],
  ['KEY_NOT_ENOUGH', 403],
])
