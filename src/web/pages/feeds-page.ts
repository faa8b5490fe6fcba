import { z } from 'zod'

import { machineValue } from '../figures/machine-value.ts'
import { html, joined, type Part } from '../html.ts'
import { labelled } from '../labelled.ts'
import type { Page, PageContent } from '../page.ts'
import { feedLink } from '../region/region-tables.ts'
import { renderTable } from '../table.ts'
import type { View } from '../view.ts'

const Feed = z.object({
  slug: z.string(),
  name: z.string(),
  publisher: z.string(),
  report: z.object({
    state: z.string(),
    asOf: z.string().nullable(),
    services: z.number(),
    detailedShare: z.number().nullable(),
    reason: z.string().nullable(),
  }),
  verification: z.object({ outcome: z.string() }).nullable(),
  filters: z.array(z.object({ result: z.string() })),
  measures: z.object({ medianQuality: z.number().nullable() }),
})
type Feed = z.infer<typeof Feed>
const Answer = z.object({ feeds: z.array(Feed) })

/** `/feeds`: every feed, how it stands and how well it does. */
export const FEEDS_PAGE: Page = {
  path: '/feeds',
  section: 'feeds',
  operation: 'FeedsPage',
  readVariables: () => ({}),
  show: ({ answer, view }) => showFeeds(Answer.parse(answer.data).feeds, view),
}

function showFeeds(feeds: readonly Feed[], view: View): PageContent {
  const { t } = view
  const title = t('feedsTitle', { count: feeds.length })
  const columns = [
    { heading: t('columnFeed') },
    { heading: t('columnState') },
    { heading: t('columnConfirmed') },
    { heading: t('columnServices'), isNumeric: true },
    { heading: t('columnDetailed'), isNumeric: true },
    { heading: t('columnVerification') },
    { heading: t('columnFilters') },
    { heading: t('columnQuality'), isNumeric: true },
  ]
  const rows = feeds.map((feed) => renderRow(feed, view))
  const csv = view.file('export/feeds.csv')
  const main = html`<h1 class="govuk-heading-xl">${title}</h1>
    <p class="govuk-body-l">${t('feedsLead')}</p>
    <h2 class="govuk-heading-l">${t('feedsHow')}</h2>
    ${feeds.length === 0 ? html`<p class="govuk-inset-text">${t('feedsNone')}</p>` : renderTable({ id: 'feeds', caption: t('feedsCaption'), columns, rows, csv }, view)}`
  return { title, main }
}

function renderRow(feed: Feed, view: View): readonly Part[] {
  const { t, number, date } = view
  const { report, verification, filters, measures } = feed
  const tried = filters.filter(({ result }) => result !== 'UNTESTED')
  const works = tried.filter(({ result }) => result === 'HONOURED').length
  return [
    html`${feedLink(feed, view)}<br /><span class="oruk-caption">${feed.publisher}</span>`,
    joined(
      [labelled('FeedState', report.state, view), ...(report.reason === null ? [] : [report.reason])],
      html`<br />`,
    ),
    report.asOf === null ? t('never') : date(report.asOf),
    machineValue(report.services, number(report.services)),
    report.detailedShare === null ? t('notKnown') : `${number(report.detailedShare * 100)} %`,
    verification === null ? t('notVerified') : labelled('Verdict', verification.outcome, view),
    tried.length === 0 ? t('notKnown') : t('filtersWork', { works, tried: tried.length }),
    measures.medianQuality === null
      ? t('notKnown')
      : machineValue(measures.medianQuality, number(measures.medianQuality)),
  ]
}
