import { toBoolean } from './fields/boolean.ts'
import { toNumber } from './fields/number.ts'
import type { StandardIssueCode } from './issue-codes.ts'
import { isRawObject } from './raw-object.ts'
import type { Paging, RawObject } from './reading-context.ts'
import { present } from '../model/present.ts'

const LISTS = ['contents', 'content', 'items', 'services', 'results', 'data', 'result', 'records']
const TOTAL_ITEMS = ['total_items', 'totalElements', 'totalelements', 'total_elements', 'totalItems', 'total', 'count']
const TOTAL_PAGES = ['total_pages', 'totalPages', 'totalpages', 'pages', 'last_page_number']
const PAGE_NUMBER = ['page_number', 'number', 'pageNumber', 'page', 'current_page']
const IS_LAST = ['last_page', 'last', 'lastPage']
const NEXT = ['next_url', 'next', 'nextUrl', 'next_page_url']
const NESTED_PAGING = ['pagination', 'meta', 'page', 'links', '_links']

/** A list found in a body, with what stands around it. */
export interface FoundList {
  /** Without the list; empty where the body is the list itself. */
  readonly envelope: RawObject
  /** Under which name the list was; undefined where the body is the list. */
  readonly listName: string | undefined
  readonly members: readonly unknown[]
  readonly isMisshapen: boolean
}

/** The list of a body: the body itself, or its first member that lists name; undefined where there is none. */
export function findList(value: unknown): FoundList | undefined {
  if (Array.isArray(value)) return { envelope: {}, listName: undefined, members: value, isMisshapen: false }
  if (!isRawObject(value)) return undefined
  for (const listName of LISTS) {
    const list = value[listName]
    const found = Array.isArray(list) ? list : membersOf(list)
    if (found !== undefined) return { envelope: value, listName, members: found, isMisshapen: !Array.isArray(list) }
  }
  return undefined
}

/** What the envelope says of paging, under any name that a dialect gives it; with issues for impossible figures. */
export function readPaging(envelope: RawObject): {
  readonly paging: Paging
  readonly codes: readonly StandardIssueCode[]
} {
  const holders = [envelope, ...NESTED_PAGING.map((name) => envelope[name]).filter(isRawObject)]
  const totals = [TOTAL_ITEMS, TOTAL_PAGES, PAGE_NUMBER].map((names) => findFirst(holders, names, toCount))
  const [totalItems, totalPages, pageNumber] = totals
  const isLast = findFirst(holders, IS_LAST, toBoolean)
  const nextUrl = findFirst(holders, NEXT, (value) =>
    typeof value === 'string' ? value.trim() || undefined : undefined,
  )
  const isWrong = [TOTAL_ITEMS, TOTAL_PAGES].some((names) => findFirst(holders, names, wrongCount) === true)
  return {
    paging: {
      ...present({ totalItems, totalPages, pageNumber, isLast, nextUrl }),
    },
    codes: isWrong ? ['WRONG_TOTAL'] : [],
  }
}

// `contents` as an object is one record, or records by their ids.
function membersOf(list: unknown): readonly unknown[] | undefined {
  if (!isRawObject(list)) return undefined
  if ('id' in list) return [list]
  const members = Object.values(list)
  return members.length > 0 && members.every((member) => isRawObject(member) && 'id' in member) ? members : undefined
}

function findFirst<T>(
  holders: readonly RawObject[],
  names: readonly string[],
  read: (value: unknown) => T | undefined,
): T | undefined {
  for (const holder of holders)
    for (const name of names) {
      const found = Object.hasOwn(holder, name) ? read(holder[name]) : undefined
      if (found !== undefined) return found
    }
  return undefined
}

function toCount(value: unknown): number | undefined {
  const count = toNumber(value)
  return count !== undefined && Number.isSafeInteger(count) && count >= 0 ? count : undefined
}

function wrongCount(value: unknown): true | undefined {
  if (value === null || typeof value === 'object') return undefined
  return toCount(value) === undefined ? true : undefined
}
