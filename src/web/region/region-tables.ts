import { figureLink } from '../figures/figure-link.ts'
import { machineValue } from '../figures/machine-value.ts'
import { rateText } from '../figures/rate.ts'
import { type Html, html, joined } from '../html.ts'
import { labelled } from '../labelled.ts'
import { renderTable } from '../table.ts'
import type { View } from '../view.ts'
import { areaLink } from './area-table.ts'
import { termLink } from './matrix-table.ts'
import type { Coverage, FeedStanding } from './region-answer.ts'

/** What areas lack that most of the others have; a sentence where nothing is. */
export function renderGaps({ totalCount, edges }: Coverage['gaps'], csv: string, view: View): Html {
  const { t } = view
  if (totalCount === 0) return html`<p class="govuk-body">${t('gapsNone')}</p>`
  const rows = edges.map(({ node: { area, term, presentIn, comparatorMedianRate } }) => [
    areaLink(area, view),
    termLink(term, view),
    t('presentIn', presentIn),
    comparatorMedianRate === null ? t('notKnown') : machineValue(comparatorMedianRate, rateText(comparatorMedianRate)),
  ])
  const columns = [
    { heading: t('columnArea') },
    { heading: figureLink('M10', t('matrixHeading'), view) },
    { heading: t('columnPresentIn'), isNumeric: true },
    { heading: figureLink('M7', t('columnMedianRate'), view), isNumeric: true },
  ]
  return html`${renderTable({ id: 'gaps-table', caption: t('gapsCaption'), columns, rows, csv }, view)}
  ${edges.length < totalCount && html`<p class="govuk-body-s">${t('gapsFirst', { count: edges.length, total: totalCount })}</p>`}`
}

/** What each two feeds have in common, those that share most first. */
export function renderOverlaps(overlaps: Coverage['overlaps'], csv: string, view: View): Html {
  const { t, number } = view
  const shared = overlaps.filter(({ both }) => both > 0).toSorted((a, b) => b.both - a.both)
  if (shared.length === 0) return html`<p class="govuk-body">${t('overlapsNone')}</p>`
  const columns = [
    { heading: t('columnFeedA') },
    { heading: t('columnFeedB') },
    { heading: figureLink('M6', t('columnBoth'), view), isNumeric: true },
    { heading: t('columnOfA'), isNumeric: true },
    { heading: t('columnOfB'), isNumeric: true },
    { heading: t('columnShare'), isNumeric: true },
  ]
  const rows = shared.map(({ feedA, feedB, both, servicesA, servicesB, share }) => [
    feedLink(feedA, view),
    feedLink(feedB, view),
    machineValue(both, number(both)),
    number(servicesA),
    number(servicesB),
    share === null ? t('notKnown') : `${number(share * 100, 1)} %`,
  ])
  return renderTable({ id: 'overlaps-table', caption: t('overlapsCaption'), columns, rows, csv }, view)
}

/** The feeds behind the figures, with their state and age. */
export function renderSources(feeds: readonly FeedStanding[], view: View): Html {
  const slugs = feeds.map(({ feed }) => feed.slug).join(',')
  const csv = view.file(`export/feeds.csv?${new URLSearchParams({ slugs })}`)
  const { t, number, dateTime } = view
  const columns = [
    { heading: t('columnFeed') },
    { heading: t('columnCouncil') },
    { heading: t('columnState') },
    { heading: t('columnConfirmed') },
    { heading: t('columnServices'), isNumeric: true },
  ]
  const rows = feeds.map(({ feed, state, asOf, services, reason }) => [
    feedLink(feed, view),
    feed.publisher,
    joined(
      [labelled('FeedState', state, view), reason ?? undefined].filter((part) => part !== undefined),
      html`<br />`,
    ),
    asOf === null ? t('never') : dateTime(asOf),
    machineValue(services, number(services)),
  ])
  return renderTable({ id: 'sources-table', caption: t('sourcesCaption'), columns, rows, csv }, view)
}

/** A feed's name that leads to its page. */
export function feedLink({ slug, name }: { readonly slug: string; readonly name: string }, view: View): Html {
  return html`<a class="govuk-link" href="${view.link(`feeds/${encodeURIComponent(slug)}`)}">${name}</a>`
}
