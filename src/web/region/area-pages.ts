import { type Html, html } from '../html.ts'
import type { View } from '../view.ts'
import { given } from './region-question.ts'

const PAGE_SIZE = 40

/** Some of many, as one page shows them. */
export interface PageOf<T> {
  readonly members: readonly T[]
  /** How many come before. */
  readonly from: number
  readonly total: number
}

/** How many pages so many areas take: at least one. */
export function pagesOf(total: number): number {
  return Math.max(1, Math.ceil(total / PAGE_SIZE))
}

/** The members of the page that the parameter `page` names; the first where it names no page that there is. */
export function takePage<T>(all: readonly T[], { params }: Pick<View, 'params'>): PageOf<T> {
  const asked = Number(given(params, 'page') ?? 1)
  const page = Number.isInteger(asked) && asked >= 1 && asked <= pagesOf(all.length) ? asked : 1
  const from = (page - 1) * PAGE_SIZE
  return { members: all.slice(from, from + PAGE_SIZE), from, total: all.length }
}

/** Links to the pages before and after; nothing where one page holds all. */
export function renderAreaPages({ members, from, total }: PageOf<unknown>, view: View): Html | undefined {
  const { t } = view
  if (total <= PAGE_SIZE) return undefined
  const page = from / PAGE_SIZE + 1
  const to = from + members.length
  return html`<nav class="govuk-pagination" aria-label="${t('pageOf', { from: from + 1, to, total })}">
    ${from > 0 && html`<div class="govuk-pagination__prev">${pageLink(page - 1, t('regionPagePrevious'), 'prev', view)}</div>`}
    <span class="govuk-body">${t('pageOf', { from: from + 1, to, total })}</span>
    ${to < total && html`<div class="govuk-pagination__next">${pageLink(page + 1, t('regionPageNext'), 'next', view)}</div>`}
  </nav>`
}

function pageLink(page: number, text: string, rel: string, view: View): Html {
  const params = { ...Object.fromEntries(view.params), page }
  return html`<a
    class="govuk-link govuk-pagination__link"
    rel="${rel}"
    href="${view.link(view.path.slice(1), params)}#areas"
    >${text}</a
  >`
}
