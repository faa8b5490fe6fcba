import { FeedAnswer, type Feed } from '../feeds/feed-answer.ts'
import { feedExport, renderChecks, renderFilters, renderQuality, renderStanding } from '../feeds/feed-sections.ts'
import { renderWorklist } from '../feeds/feed-worklist.ts'
import { type Html, html } from '../html.ts'
import { type Corrected, leaveOutWrong } from '../leave-out-wrong.ts'
import { renderMistakes } from '../mistakes.ts'
import type { Page, PageContent } from '../page.ts'
import { given } from '../region/region-question.ts'
import type { TextName } from '../texts/english.ts'
import type { View } from '../view.ts'

/** `/feeds/SLUG`: one feed, how it stands, whether it keeps the standard, how good it is, and its worklist. */
export const FEED_PAGE: Page = {
  path: '/feeds/:slug',
  section: 'feeds',
  operation: 'FeedPage',
  readVariables({ segments, params }) {
    const [kind, after] = [given(params, 'kind'), given(params, 'after')]
    return {
      slug: segments['slug'],
      ...(kind !== undefined && { kinds: [kind] }),
      ...(after !== undefined && { after }),
    }
  },
  show: async (shown) => showFeed(await leaveOutWrong(shown, ([name]) => String(name)), shown.view),
}

const SECTIONS: readonly (readonly [id: string, title: TextName, render: (feed: Feed, view: View) => Html])[] = [
  ['how-title', 'feedHow', renderStanding],
  ['checks-title', 'feedChecks', renderChecks],
  ['filters-title', 'feedFilters', renderFilters],
  ['quality-title', 'feedQuality', renderQuality],
  ['worklist-title', 'feedWorklist', renderWorklist],
  ['downloads-title', 'feedDownloads', renderDownloads],
]

function showFeed({ answer, mistakes }: Corrected, view: View): PageContent {
  const { t } = view
  const { feed } = FeedAnswer.parse(answer.data ?? { feed: null })
  if (feed === null) {
    const title = t('feedUnknownTitle')
    const main = html`${renderMistakes(mistakes, view)}
      <h1 class="govuk-heading-xl">${title}</h1>
      <p class="govuk-body"><a class="govuk-link" href="${view.link('feeds')}">${t('feedAll')}</a></p>`
    return { status: 404, title, main }
  }
  const main = html`${renderMistakes(mistakes, view)}
    <nav class="govuk-breadcrumbs" aria-label="${t('breadcrumb')}">
      <ol class="govuk-breadcrumbs__list">
        <li class="govuk-breadcrumbs__list-item">
          <a class="govuk-breadcrumbs__link" href="${view.link('feeds')}">${t('navFeeds')}</a>
        </li>
      </ol>
    </nav>
    <span class="govuk-caption-l">${feed.publisher}</span>
    <h1 class="govuk-heading-xl">${feed.name}</h1>
    ${SECTIONS.map(
      ([id, title, render]) =>
        html`<section aria-labelledby="${id}">
          <h2 class="govuk-heading-l" id="${id}">${t(title)}</h2>
          ${render(feed, view)}
        </section> `,
    )}`
  return { title: feed.name, main, ...(feed.report.asOf !== null && { asOf: feed.report.asOf }) }
}

function renderDownloads({ slug }: Feed, view: View): Html {
  const { t } = view
  const filter = new URLSearchParams({ filter: JSON.stringify({ feeds: [slug] }) })
  const files: readonly (readonly [address: string, name: TextName])[] = [
    [view.file(`export/worklist.csv?${new URLSearchParams({ slug })}`), 'downloadWorklist'],
    [feedExport('issues.csv', slug, view), 'downloadIssues'],
    [view.file(`export/quality.csv?${filter}`), 'downloadQuality'],
    [view.file(`export/duplicates.csv?${filter}`), 'downloadDuplicates'],
    [view.file(`export/services.csv?${filter}`), 'downloadServices'],
    [view.file(`export/records.ndjson?${filter}`), 'downloadRecords'],
  ]
  return html`<ul class="govuk-list govuk-list--bullet">
    ${files.map(([address, name]) => html`<li><a class="govuk-link" href="${address}">${t(name)}</a></li>`)}
  </ul>`
}
