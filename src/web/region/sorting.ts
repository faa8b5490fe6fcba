import { type Html, html, type Part } from '../html.ts'
import type { View } from '../view.ts'
import { signOf } from './signs.ts'

/** How a table is sorted: by which column, and whether its largest come first. */
export interface Sorting {
  readonly by: string
  readonly isDown: boolean
}

/** The sorting that a parameter names: `rate` smallest first, `-rate` largest first; undefined where none or another column is. */
export function readSorting(params: URLSearchParams, name: string, columns: readonly string[]): Sorting | undefined {
  const text = params.get(name) ?? ''
  const by = text.replace(/^-/, '')
  return columns.includes(by) ? { by, isDown: text.startsWith('-') } : undefined
}

/** What is sorted by, of one thing; undefined: not known, which always comes last. */
export type SortKey = number | string | undefined

/** The members in that order; those that are alike stay as they were. */
export function sortBy<T>(members: readonly T[], keyOf: (member: T) => SortKey, isDown: boolean): readonly T[] {
  return members.toSorted((a, b) => {
    const [left, right] = [keyOf(a), keyOf(b)]
    if (left === undefined || right === undefined) return Number(left === undefined) - Number(right === undefined)
    const order = typeof left === 'string' ? left.localeCompare(String(right), 'en') : left - Number(right)
    return isDown ? -order : order
  })
}

/** A heading that sorts its column: smallest first, and the other way where it is sorted so already. */
export function sortHeading(
  name: string,
  heading: { readonly text: Part; readonly words: string; readonly column: string; readonly anchor: string },
  sorting: Sorting | undefined,
  view: View,
): Html {
  const { text, words, column, anchor } = heading
  const isSorted = sorting?.by === column
  const value = isSorted && !sorting.isDown ? `-${column}` : column
  const params = { ...Object.fromEntries(view.params), [name]: value }
  const sign = isSorted && html` <span aria-hidden="true">${signOf(sorting.isDown ? 'lower' : 'higher')}</span>`
  const state = isSorted && `, ${view.t(sorting.isDown ? 'sortedDown' : 'sortedUp')}`
  return html`${text}${sign}
    <a
      class="govuk-link oruk-sort oruk-noprint"
      rel="nofollow"
      href="${view.link(view.path.slice(1), params)}#${anchor}"
      ><span aria-hidden="true">⇅</span
      ><span class="govuk-visually-hidden">${view.t('sortBy', { column: words })}${state}</span></a
    >`
}
