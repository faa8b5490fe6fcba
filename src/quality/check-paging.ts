import { createCheck } from './verification-check.ts'
import type { Trial } from './verification-check.ts'
import type { VerificationCheck } from '../model/inspection.ts'
import type { ObservedPage } from '../model/feed-observations.ts'

/**
 * Checks of the paging figures of a list; all only warn, since nothing of a page but its contents is required. A flag or
 * figure that is not provided is not held against the feed, except totals, without which nobody knows where a list ends.
 */
export function checkPaging(all: readonly ObservedPage[]): readonly VerificationCheck[] {
  const pages = all.filter((page) => page.body !== undefined && (page.status ?? 0) < 300)
  const stated = (requirement: (page: ObservedPage) => boolean | undefined): readonly Trial[] =>
    pages.flatMap((page) => {
      const isRight = requirement(page)
      return isRight === undefined ? [] : [{ name: `page ${page.asked}`, isRight }]
    })
  return [
    ...createCheck(
      'paging-totals',
      'Each page says how many items and pages there are, and all say the same.',
      'WARN',
      stated((page) => hasTotals(page, pages)),
    ),
    ...createCheck(
      'paging-number',
      'Each page states its own number, from 1.',
      'WARN',
      stated(({ pageNumber, asked }) => (pageNumber === undefined ? undefined : pageNumber === asked)),
    ),
    ...createCheck(
      'paging-size',
      'Each page says how many items it has.',
      'WARN',
      stated(({ size, originIds }) => (size === undefined ? undefined : size === originIds.length)),
    ),
    ...createCheck(
      'paging-flags',
      'The flags for the first, the last and an empty page are right.',
      'WARN',
      stated(hasRightFlags),
    ),
    ...createCheck('paging-ids', 'No id is on two pages or twice on one.', 'WARN', checkIds(pages)),
  ]
}

function hasTotals(page: ObservedPage, pages: readonly ObservedPage[]): boolean {
  if (page.totalItems === undefined || page.totalPages === undefined) return false
  return page.totalItems === pages[0]?.totalItems && page.totalPages === pages[0].totalPages
}

function hasRightFlags({ asked, totalPages, originIds, isFirst, isLast, isEmpty }: ObservedPage): boolean | undefined {
  if (isFirst === undefined && isLast === undefined && isEmpty === undefined) return undefined
  const isFirstRight = isFirst === undefined || isFirst === (asked === 1)
  // Beyond the end and in an empty list the last page is behind us, and a walk that waits for the flag must end.
  const isLastRight = isLast === undefined || totalPages === undefined || isLast === asked >= totalPages
  return isFirstRight && isLastRight && (isEmpty === undefined || isEmpty === (originIds.length === 0))
}

function checkIds(pages: readonly ObservedPage[]): readonly Trial[] {
  const seen = new Set<string>()
  return pages.flatMap(({ originIds }) =>
    originIds.map((originId) => {
      const isRight = !seen.has(originId)
      seen.add(originId)
      return { name: originId, isRight }
    }),
  )
}
