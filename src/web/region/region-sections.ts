import { type Html, html } from '../html.ts'
import type { TextName } from '../texts/english.ts'
import type { View } from '../view.ts'
import { renderAreaPages, type PageOf, takePage } from './area-pages.ts'
import { areaLink, renderAreaTable, sortAreas } from './area-table.ts'
import { type NoteOrder, renderCaveats } from './caveat-notes.ts'
import { pickRows, renderMatrixChoices } from './matrix-choices.ts'
import { renderMatrix } from './matrix-table.ts'
import { DELIVERY, FRESHNESS, renderMixTable } from './mix-table.ts'
import type { AreaFigures, Coverage } from './region-answer.ts'
import { renderRegionMap } from './region-map.ts'
import { exportAddress, levelRows, sitesAddress, type Variables } from './region-question.ts'
import { renderGaps, renderOverlaps, renderSources } from './region-tables.ts'

/** What a section is made from. */
interface Parts {
  readonly coverage: Coverage
  readonly page: PageOf<AreaFigures>
  readonly variables: Variables
  readonly view: View
  /** The address of an export of the same question, of these rows. */
  readonly address: (name: string, rows?: unknown) => string
}

const SECTIONS: readonly (readonly [id: string, title: TextName, render: (parts: Parts) => Html])[] = [
  ['areas-title', 'areasTitle', renderAreasSection],
  ['map-title', 'regionMapTitle', renderMapSection],
  ['matrix-title', 'matrixTitle', renderMatrixSection],
  ['gaps-title', 'gapsTitle', ({ coverage, address, view }) => renderGaps(coverage.gaps, address('gaps.csv'), view)],
  ['freshness-title', 'freshnessTitle', renderFreshness],
  ['delivery-title', 'deliveryTitle', renderDelivery],
  [
    'overlaps-title',
    'overlapsTitle',
    ({ coverage, address, view }) => renderOverlaps(coverage.overlaps, address('overlaps.csv'), view),
  ],
  ['sources-title', 'sourcesTitle', ({ coverage, view }) => renderSources(coverage.feeds, view)],
]

/** All sections of the region's page, each under its heading, with links to them above. */
export function renderSections(coverage: Coverage, variables: Variables, view: View): Html {
  const address = (name: string, rows: unknown = levelRows(variables)): string =>
    view.file(exportAddress(name, variables, rows))
  const parts = { coverage, page: takePage(sortAreas(coverage.areas, view), view), variables, view, address }
  return html`<nav aria-label="${view.t('regionContents')}" class="oruk-noprint">
      <ul class="govuk-list oruk-contents">
        ${SECTIONS.map(([id, title]) => html`<li><a class="govuk-link" href="#${id}">${view.t(title)}</a></li>`)}
      </ul>
    </nav>
    ${SECTIONS.map(
      ([id, title, render]) =>
        html`<section aria-labelledby="${id}">
          <h2 class="govuk-heading-l" id="${id}">${view.t(title)}</h2>
          ${render(parts)}
        </section> `,
    )}`
}

/** Codes of caveats that bear on what is said of headings alone. */
const OF_HEADINGS: ReadonlySet<string> = new Set(['NOT_CLASSIFIED'])

function renderAreasSection({ coverage, page, address, view }: Parts): Html {
  const { populationSource } = coverage.method
  const hasTotal = page.from === 0 && coverage.areas.length > 1
  const table = {
    areas: page.members,
    ...(hasTotal && { total: coverage.total }),
    csv: address('coverage-areas.csv'),
    notes: orderOf(coverage),
  }
  return html`${renderAreaTable(table, view)} ${renderAreaPages(page, view)}
    <p class="govuk-body-s oruk-caption">
      ${view.t('areasDrawing')}${populationSource !== null && html` ${view.t('populationSource', { source: populationSource })}.`}
    </p>
    ${renderCaveatsOf(coverage, (code) => !OF_HEADINGS.has(code), view)}`
}

function renderMapSection({ coverage, variables, view }: Parts): Html {
  const isShown = variables['sites'] === true
  const query = { ...Object.fromEntries(view.params), sites: isShown ? undefined : 'show' }
  const map = renderRegionMap(
    coverage.areas.map((figures) => ({ area: figures.area, figures })),
    view.t('mapCaption'),
    view,
    { ...coverage.total, csv: view.file(sitesAddress(variables)) },
  )
  return html`${map}
    <p class="govuk-body oruk-noprint">
      <a class="govuk-link" rel="nofollow" href="${view.link('region', query)}#map-title"
        >${view.t(isShown ? 'mapSitesHide' : 'mapSitesShow')}</a
      >
    </p>`
}

function renderMatrixSection({ coverage, page, address, variables, view }: Parts): Html {
  if (coverage.matrix.length === 0) return html`<p class="govuk-body">${view.t('matrixEmpty')}</p>`
  const picked = pickRows(coverage, view)
  const places = page.members.map((member) => coverage.areas.indexOf(member))
  const rows = picked.map((row) => ({ ...row, cells: places.flatMap((at) => row.cells[at] ?? []) }))
  const isWhole = picked.length === coverage.matrix.length
  const terms = picked.map(({ term }) => term.curie ?? term.id)
  const csv = address('coverage.csv', isWhole ? levelRows(variables) : { terms })
  const areas = page.members.map(({ area }) => area)
  return html`${renderMatrixChoices(coverage.matrix.length, view)}
  ${renderMatrix({ id: 'matrix', caption: view.t('matrixCaption'), areas, rows, csv, isSortable: true }, view)}
  ${renderCaveatsOf(coverage, (code) => OF_HEADINGS.has(code), view)}`
}

function renderFreshness({ coverage, page, address, view }: Parts): Html {
  const rows = rowsOf(coverage, page, 'freshness', view)
  const table = { id: 'freshness', caption: view.t('freshnessCaption'), figure: 'M18', classes: FRESHNESS } as const
  return renderMixTable({ ...table, rows, csv: address('coverage-areas.csv') }, view)
}

function renderDelivery({ coverage, page, address, view }: Parts): Html {
  const rows = rowsOf(coverage, page, 'deliveryMix', view)
  const table = { id: 'delivery', caption: view.t('deliveryCaption'), figure: 'M22', classes: DELIVERY } as const
  return renderMixTable({ ...table, rows, csv: address('coverage-areas.csv') }, view)
}

function rowsOf(coverage: Coverage, page: PageOf<AreaFigures>, mix: 'freshness' | 'deliveryMix', view: View) {
  const rows = page.members.map((figures) => ({ name: areaLink(figures.area, view), mix: figures[mix] }))
  if (page.from > 0 || coverage.areas.length === 1) return rows
  return [...rows, { name: html`<em>${view.t('allTogether')}</em>`, mix: coverage.total[mix] }]
}

function renderCaveatsOf(coverage: Coverage, isMeant: (code: string) => boolean, view: View): Html | undefined {
  const names = new Map(coverage.areas.map(({ area }) => [area.code, area.name]))
  const caveats = coverage.caveats.filter(({ code }) => isMeant(code))
  return caveats.length === 0 ? undefined : renderCaveats(caveats, names, view, orderOf(coverage))
}

/** One order for all notes of the page, though they stand below several tables. */
function orderOf({ caveats }: Coverage): NoteOrder {
  return caveats.map(({ code }) => code)
}
