import { STATUS_CODES } from 'node:http'
import { z } from 'zod'

import { CSV_TYPE, csvHeader, csvLines } from '../../model/csv-lines.ts'
import type { Answer } from '../exchange.ts'
import { objectsAt } from '../exports/columns.ts'
import { createRefusal } from '../refusals.ts'
import type { Fault } from '../routes.ts'
import { askWhole, type WholeQuestion } from './ask-whole.ts'
import { namesOf } from './plan-table.ts'
import { readRows } from './read-rows.ts'

/** A form that an operation is to be had in. */
export interface ApiFormat {
  readonly ending: string
  readonly mediaType: string
  readonly write: (question: WholeQuestion) => Promise<string>
  readonly renderError: (fault: Fault) => Pick<Answer, 'headers' | 'body'>
}

/** A row for each member of the operation's list, all of them, for a sheet. What is wrong is a table too, of one row. */
export const CSV: ApiFormat = {
  ending: 'csv',
  mediaType: CSV_TYPE,
  async write(question) {
    let text = csvHeader([...namesOf(question.plan)])
    for await (const data of askWhole(question)) {
      assertFound(data, question)
      text += csvLines(readRows(question.plan, data))
    }
    return text
  },
  renderError: ({ message, code }) => ({
    headers: { 'content-type': CSV_TYPE },
    body: `${csvHeader(['error', 'code'])}${csvLines([[message, code]])}`,
  }),
}

/** The operation's data as it stands, of a list that pages all of it. What is wrong is a problem (RFC 9457). */
export const JSON_DATA: ApiFormat = {
  ending: 'json',
  mediaType: 'application/json; charset=utf-8',
  async write(question) {
    const pages: unknown[] = []
    for await (const data of askWhole(question)) {
      assertFound(data, question)
      pages.push(data)
    }
    return JSON.stringify(joinPages(pages, question))
  },
  renderError: renderProblem,
}

/** A problem as RFC 9457 has it, with the code that GraphQL's errors have. */
export function renderProblem({ status, code, message }: Fault): Pick<Answer, 'headers' | 'body'> {
  const problem = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, detail: message, code }
  return { headers: { 'content-type': 'application/problem+json; charset=utf-8' }, body: JSON.stringify(problem) }
}

/** Of one object there is nothing to write where it is not there; an empty list is a list. */
function assertFound(data: unknown, { plan: { rows } }: WholeQuestion): void {
  const [first = ''] = rows
  if (typeof data === 'object' && data !== null && Reflect.get(data, first) === null)
    throw createRefusal('NOT_FOUND', { message: 'Nothing is known here by these parameters.' })
}

const Members = z.array(z.unknown())

/** The first page with the members of all, and the end of the last. */
function joinPages(pages: readonly unknown[], { plan: { paging, rows } }: WholeQuestion): unknown {
  const [first, last] = [pages[0], pages.at(-1)]
  if (pages.length < 2 || paging === undefined) return first
  const connection = objectsAt(first, paging.join('.'))[0]
  const list = rows[paging.length] ?? ''
  if (connection === undefined) return first
  const members = pages.flatMap((page) => objectsAt(page, [...paging, list].join('.')))
  Reflect.set(connection, list, Members.parse(members))
  Reflect.set(connection, 'pageInfo', objectsAt(last, [...paging, 'pageInfo'].join('.'))[0])
  return first
}
