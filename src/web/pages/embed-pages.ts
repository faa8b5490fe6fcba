import { renderAskBox } from '../ask-box.ts'
import { type Html, html } from '../html.ts'
import { type Corrected, leaveOutWrong } from '../leave-out-wrong.ts'
import { renderMistakes } from '../mistakes.ts'
import type { Page, PageContent } from '../page.ts'
import { pickRows } from '../region/matrix-choices.ts'
import { renderMatrix } from '../region/matrix-table.ts'
import { type Coverage, RegionAnswer } from '../region/region-answer.ts'
import { renderRegionMap } from '../region/region-map.ts'
import {
  exportAddress,
  levelRows,
  limitToFeeds,
  readMapVariables,
  readRegionVariables,
  regionVariableOf,
  sitesAddress,
  type Variables,
} from '../region/region-question.ts'
import { findShownMistakes } from '../region/shown-parameters.ts'
import type { View } from '../view.ts'

/** The map of the region, to be framed in a council's own page; its address takes what that of `/region` takes. */
export const EMBED_MAP_PAGE: Page = {
  path: '/embed/map',
  operation: 'Region',
  isEmbeddable: true,
  readVariables: readMapVariables,
  show: async (shown) =>
    showEmbedded(await leaveOutWrong(shown, regionVariableOf, limitToFeeds), renderMap, shown.view),
}

/** The matrix of the region, to be framed likewise. */
export const EMBED_MATRIX_PAGE: Page = {
  path: '/embed/matrix',
  operation: 'Region',
  isEmbeddable: true,
  readVariables: readRegionVariables,
  show: async (shown) =>
    showEmbedded(await leaveOutWrong(shown, regionVariableOf, limitToFeeds), renderEmbeddedMatrix, shown.view),
}

/** A search box, to be framed likewise; what it finds opens on the gateway's own page. */
export const EMBED_SEARCH_PAGE: Page = {
  path: '/embed/search',
  languages: ['en', 'cy'],
  isEmbeddable: true,
  readVariables: () => ({}),
  show({ view }) {
    const { t } = view
    const main = html`<h1 class="govuk-visually-hidden">${t('navSearch')}</h1>
      ${renderAskBox({ action: view.link('services'), name: 'text', type: 'search', label: t('embedSearchLabel'), button: t('searchButton') }, view)}
      ${renderOrigin('', view)}`
    return { title: t('navSearch'), main, head: OUT_OF_FRAME, isBare: true }
  },
}

/** Every link and form leaves the frame: no other page may be in one. */
const OUT_OF_FRAME = html`<base target="_top" />`

type Render = (coverage: Coverage, variables: Variables, view: View) => Html

function showEmbedded({ answer, variables, mistakes }: Corrected, render: Render, view: View): PageContent {
  const { t } = view
  const { coverage } = RegionAnswer.parse(answer.data ?? { taxonomies: [], coverage: null })
  const isEmpty = coverage === null || coverage.areas.length === 0
  const main = html`<h1 class="govuk-visually-hidden">${t('regionTitlePlain')}</h1>
    ${renderMistakes([...mistakes, ...findShownMistakes(coverage?.areas ?? [], view.params)], view)}
    ${isEmpty ? html`<p class="govuk-body">${t('regionEmpty')}</p>` : render(coverage, variables, view)}
    ${renderOrigin('region', view)}`
  return { title: t('regionTitlePlain'), main, head: OUT_OF_FRAME, isBare: true }
}

function renderMap({ areas, total }: Coverage, variables: Variables, view: View): Html {
  return renderRegionMap(
    areas.map((figures) => ({ area: figures.area, figures })),
    view.t('embedMapTitle'),
    view,
    { ...total, csv: view.file(sitesAddress(variables)) },
  )
}

function renderEmbeddedMatrix(coverage: Coverage, variables: Variables, view: View): Html {
  const rows = pickRows(coverage, view)
  const isWhole = rows.length === coverage.matrix.length
  const csvRows = isWhole ? levelRows(variables) : { terms: rows.map(({ term }) => term.curie ?? term.id) }
  const areas = coverage.areas.map(({ area }) => area)
  const csv = view.file(exportAddress('coverage.csv', variables, csvRows))
  return renderMatrix({ id: 'matrix', caption: view.t('embedMatrixTitle'), areas, rows, csv, isSection: true }, view)
}

/** Where this is from, leading to the page that has all of it. */
function renderOrigin(path: string, view: View): Html {
  const text = view.t('embedSource', { site: view.site.name })
  return html`<p class="govuk-body-s">
    <a class="govuk-link" href="${view.link(path, Object.fromEntries(view.params))}">${text}</a>
  </p>`
}
