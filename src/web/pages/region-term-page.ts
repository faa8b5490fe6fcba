import { z } from 'zod'

import { type Html, html, joined } from '../html.ts'
import { type Corrected, leaveOutWrong } from '../leave-out-wrong.ts'
import { renderMistakes } from '../mistakes.ts'
import type { Page, PageContent } from '../page.ts'
import { areaLink } from '../region/area-table.ts'
import { renderCaveats } from '../region/caveat-notes.ts'
import { renderCellTable } from '../region/cell-table.ts'
import { termLink } from '../region/matrix-table.ts'
import { Caveat, MatrixRow, Term } from '../region/region-answer.ts'
import { renderRegionMap } from '../region/region-map.ts'
import { exportAddress, limitToFeeds, readRegionVariables, regionVariableOf } from '../region/region-question.ts'
import { describeLeast } from '../region/who-has-least.ts'
import { Trend } from '../trend/trend-answer.ts'
import { readTrendVariables, trendAddress } from '../trend/trend-question.ts'
import { renderTrends } from '../trend/trend-section.ts'
import type { View } from '../view.ts'

const Heading = Term.extend({
  uri: z.string(),
  description: z.string().nullable(),
  taxonomy: z.object({ name: z.string() }),
  parents: z.array(Term),
  children: z.array(Term),
})
const Coverage = z.object({
  asOf: z.string(),
  method: z.object({ populationSource: z.string().nullable() }),
  areas: z.array(
    z.object({ area: z.object({ code: z.string(), name: z.string(), boundary: z.unknown().optional() }) }),
  ),
  matrix: z.array(MatrixRow.extend({ term: Heading })),
  trend: z.array(Trend),
  caveats: z.array(Caveat),
})
type Coverage = z.infer<typeof Coverage>
type Row = Coverage['matrix'][number]
const Answer = z.object({ coverage: Coverage.nullable() })

/** `/region/terms/TERM`: one heading over all areas, which has least of it, and whether that is certain. */
export const REGION_TERM_PAGE: Page = {
  path: '/region/terms/:term',
  section: 'region',
  operation: 'RegionTerm',
  readVariables(request) {
    const { scheme: _, level: __, heading: ___, finds: ____, ...variables } = readRegionVariables(request)
    return { term: request.segments['term'], ...variables, ...readTrendVariables(request), boundaries: true }
  },
  show: async (shown) => showTerm(await leaveOutWrong(shown, variableOf, limitToFeeds), shown.view),
}

/** A heading that is not known is the whole page: it is not left out. */
function variableOf(argument: readonly (string | number)[]): string | undefined {
  return argument[0] === 'rows' ? undefined : regionVariableOf(argument)
}

function showTerm(corrected: Corrected, view: View): PageContent {
  const { answer, mistakes } = corrected
  const { coverage } = Answer.parse(answer.data ?? { coverage: null })
  const [row] = coverage?.matrix ?? []
  if (coverage === null || row === undefined) return showUnknown(corrected, view)
  const { term } = row
  const main = html`${renderMistakes(mistakes, view)} ${renderHeading(row, view)}
  ${coverage.areas.length === 0 ? html`<p class="govuk-inset-text">${view.t('regionEmpty')}</p>` : renderFigures(coverage, row, corrected, view)}`
  return { title: view.t('termTitle', { name: term.name }), main, asOf: coverage.asOf }
}

function showUnknown({ mistakes }: Corrected, view: View): PageContent {
  const title = view.t('termUnknownTitle')
  const main = html`${renderMistakes(mistakes, view)}
    <h1 class="govuk-heading-xl">${title}</h1>
    <p class="govuk-body"><a class="govuk-link" href="${view.link('region')}">${view.t('termBack')}</a></p>`
  return { status: 404, title, main }
}

function renderHeading({ term }: Row, view: View): Html {
  const { t } = view
  const { name, description, taxonomy, parents, children } = term
  const links = (terms: readonly Term[]): Html =>
    joined(
      terms.map((each) => termLink(each, view)),
      ', ',
    )
  return html`<nav class="govuk-breadcrumbs" aria-label="${t('breadcrumb')}">
      <ol class="govuk-breadcrumbs__list">
        <li class="govuk-breadcrumbs__list-item">
          <a class="govuk-breadcrumbs__link" href="${view.link('region')}">${t('navRegion')}</a>
        </li>
        ${parents.map((parent) => html`<li class="govuk-breadcrumbs__list-item">${termLink(parent, view)}</li>`)}
      </ol>
    </nav>
    <span class="govuk-caption-l">${t('termCaption', { scheme: taxonomy.name })}</span>
    <h1 class="govuk-heading-xl">${t('termTitle', { name })}</h1>
    ${description !== null && html`<p class="govuk-body-l">${description}</p>`}
    ${children.length > 0 && html`<p class="govuk-body">${t('termNarrower')}: ${links(children)}</p>`}`
}

function renderFigures(
  { areas, method, trend, caveats }: Coverage,
  row: Row,
  { variables }: Corrected,
  view: View,
): Html {
  const { t } = view
  const { term, cells } = row
  const name = term.curie ?? term.uri
  const pairs = areas.flatMap(({ area }, at) => {
    const cell = cells[at]
    return cell === undefined ? [] : [{ area, cell }]
  })
  const compared = pairs.map(({ area, cell }) => ({
    name: area.name,
    serviceCount: cell.serviceCount,
    rate: cell.ratePer1000,
    state: cell.state,
  }))
  const csv = view.file(exportAddress('coverage.csv', variables, { terms: [name] }))
  const counted = view.file(exportAddress('counted.csv', variables, { terms: [name] }))
  const rows = pairs.map(({ area, cell }) => ({
    name: areaLink(area, view),
    cell,
    services: view.link('services', { term: name, area: area.code }),
  }))
  const bearing = caveatsFor(pairs, caveats, view)
  return html`<section aria-labelledby="short">
      <h2 class="govuk-heading-m" id="short">${t('regionAnswer')}</h2>
      <div class="govuk-inset-text">
        ${describeLeast(compared, view).map((sentence) => html`<p class="govuk-body">${sentence}</p>`)}
      </div>
    </section>
    ${renderCellTable({ id: 'areas', caption: t('termTable', { name: term.name }), heading: t('columnArea'), rows, notes: bearing.map(({ code }) => code), csv }, view)}
    <p class="govuk-body-s oruk-caption">
      ${t('areasDrawing')}${method.populationSource !== null && html` ${t('populationSource', { source: method.populationSource })}.`}
    </p>
    <p class="govuk-body oruk-noprint"><a class="govuk-link" href="${counted}">${t('termCounted')}</a></p>
    ${renderCaveats(bearing, new Map(areas.map(({ area }) => [area.code, area.name])), view)}
    ${renderTrends({ trends: trend, nameOf: ({ area }) => areaLink(area, view), csv: view.file(trendAddress(variables, { terms: [name] }, false)) }, view)}
    ${renderRegionMap(
      pairs.map(({ area, cell }) => ({ area, figures: cell, cell })),
      t('mapCaption'),
      view,
    )}`
}

/** The caveats that cells name, and those that bear on all; that a number is small is said of cells alone. */
function caveatsFor(
  pairs: readonly { readonly area: { readonly code: string }; readonly cell: Row['cells'][number] }[],
  caveats: readonly Caveat[],
  view: View,
): readonly Caveat[] {
  const bearing = caveats.filter(({ code }) => pairs.some(({ cell }) => cell.caveats.includes(code)) || isOfAll(code))
  const small = pairs.filter(({ cell }) => cell.caveats.includes('SMALL_NUMBERS')).map(({ area }) => area)
  const isSaid = small.length === 0 || bearing.some(({ code }) => code === 'SMALL_NUMBERS')
  if (isSaid) return bearing
  return [...bearing, { code: 'SMALL_NUMBERS', message: view.t('caveatSmallNumbers'), areas: small }]
}

/** Caveats that no cell carries, as they bear on every comparison. */
function isOfAll(code: string): boolean {
  return code === 'SCOPES_DIFFER' || code === 'POPULATION_VINTAGES'
}
