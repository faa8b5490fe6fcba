import { z } from 'zod'

import { type AskBox, renderAskBox } from '../ask-box.ts'
import { type Html, html } from '../html.ts'
import { labelled } from '../labelled.ts'
import { licenceLink } from '../licence-link.ts'
import type { Page, PageContent } from '../page.ts'
import { renderTable } from '../table.ts'
import type { View } from '../view.ts'

const Answer = z.object({
  services: z.object({
    asOf: z.string(),
    totalCount: z.number(),
    recordCount: z.number(),
    facets: z.object({
      free: z.object({ free: z.number(), unknown: z.number() }),
      accessible: z.object({ accessible: z.number(), unknown: z.number() }),
    }),
  }),
  feeds: z.array(
    z.object({
      slug: z.string(),
      publisher: z.string(),
      licence: z.string().nullable(),
      report: z.object({
        state: z.string(),
        asOf: z.string().nullable(),
        services: z.number(),
        reason: z.string().nullable(),
      }),
    }),
  ),
})
type Answer = z.infer<typeof Answer>

/** `/`: what this is, the councils and how they stand, the search, the region in four numbers, and where to go next. */
export const HOME_PAGE: Page = {
  path: '/',
  operation: 'CouncilsAtAGlance',
  readVariables: () => ({}),
  show: ({ answer, view }) => showHome(Answer.parse(answer.data), view),
}

function showHome(answer: Answer, view: View): PageContent {
  const { t } = view
  const publishers = new Set(answer.feeds.map(({ publisher }) => publisher))
  const title = t('homeTitle', { count: answer.feeds.length })
  const main = html`<h1 class="govuk-heading-xl">${title}</h1>
    <p class="govuk-body-l">${t('homeWhatItIs', { publishers: listOf([...publishers]) })}</p>
    ${renderSearchBox(view)} ${answer.services.recordCount > 0 && renderComparing(view)} ${renderHeadline(answer, view)}
    ${renderCouncils(answer, view)} ${renderNext(view)}`
  return { title, main, asOf: answer.services.asOf }
}

/** Many would make no sentence. */
const MOST_NAMED = 6

function listOf(names: readonly string[]): string {
  if (names.length > MOST_NAMED) return `${names.length} publishers`
  return new Intl.ListFormat('en-GB').format(names)
}

function renderSearchBox(view: View): Html {
  const { t } = view
  const services = view.link('services')
  const box: AskBox = {
    ...{ action: services, name: 'text', type: 'search' },
    ...{ label: t('homeSearchLabel'), hint: t('homeSearchHint'), button: t('searchButton') },
    more: { address: services, words: t('homeMoreFilters') },
  }
  return renderAskBox(box, view)
}

function renderHeadline({ services, feeds }: Answer, { t, number }: View): Html {
  if (feeds.length === 0) return html`<p class="govuk-inset-text">${t('homeNoFeeds')}</p>`
  if (services.recordCount === 0) return html`<p class="govuk-inset-text">${t('homeNothingRead')}</p>`
  const { free, accessible } = services.facets
  const figures: readonly (readonly [count: number, words: string])[] = [
    [services.totalCount, t('homeServices', { count: services.totalCount })],
    [services.recordCount, t('homeRecords', { count: services.recordCount })],
    [free.free, t('homeFree', { count: free.free, unknown: free.unknown })],
    [accessible.accessible, t('homeAccessible', { count: accessible.accessible, unknown: accessible.unknown })],
  ]
  return html`<h2 class="govuk-heading-l">${t('homeRegionTitle')}</h2>
    <ul class="oruk-figures govuk-body">
      ${figures.map(([count, words]) => html`<li><span class="oruk-figure">${number(count)}</span> ${words}</li>`)}
    </ul>`
}

function renderComparing(view: View): Html {
  const { t } = view
  const region = view.link('region')
  const box: AskBox = {
    ...{ action: `${region}#find`, name: 'heading', type: 'text', isSecondary: true },
    ...{ label: t('homeCompareLabel'), hint: t('headingHint'), button: t('homeCompareButton') },
    more: { address: region, words: t('homeCompareAll') },
  }
  return renderAskBox(box, view)
}

function renderCouncils({ feeds }: Answer, view: View): Html {
  const { t, number, dateTime } = view
  const rows = feeds.map(({ slug, publisher, licence, report }) => [
    html`<a class="govuk-link" href="${view.link(`feeds/${encodeURIComponent(slug)}`)}">${publisher}</a>`,
    html`${labelled('FeedState', report.state, view)}${report.reason !== null && html`<br /><span class="oruk-caption">${report.reason}</span>`}`,
    report.asOf === null ? t('never') : dateTime(report.asOf),
    number(report.services),
    licence === null ? t('licenceNotKnown') : licenceLink(licence),
  ])
  return html`<h2 class="govuk-heading-l">${t('homeCouncilsTitle')}</h2>
    ${renderTable(
      {
        id: 'councils',
        caption: t('homeCouncilsCaption'),
        columns: [
          { heading: t('columnCouncil') },
          { heading: t('columnState') },
          { heading: t('columnConfirmed') },
          { heading: t('columnServices'), isNumeric: true },
          { heading: t('columnLicence') },
        ],
        rows,
        csv: view.file('export/feeds.csv'),
      },
      view,
    )}`
}

function renderNext(view: View): Html {
  const { t } = view
  return html`<h2 class="govuk-heading-l">${t('homeNextTitle')}</h2>
    <ul class="govuk-list govuk-list--bullet">
      <li>
        <a class="govuk-link" href="${view.file('graphiql')}">${t('homeForDevelopers')}</a>:
        ${t('homeForDevelopersText')}
      </li>
      <li>
        <a class="govuk-link" href="${view.link('region')}">${t('homeForAnalysts')}</a>: ${t('homeForAnalystsText')}
      </li>
      <li>
        <a class="govuk-link" href="${view.link('feeds')}">${t('homeForPublishers')}</a>: ${t('homeForPublishersText')}
      </li>
    </ul>`
}
