import { type Html, html, joined } from '../html.ts'
import { type Corrected, leaveOutWrong } from '../leave-out-wrong.ts'
import { renderMistakes } from '../mistakes.ts'
import type { Page, PageContent } from '../page.ts'
import { rateText } from '../figures/rate.ts'
import { type Area, AreaAnswer, type OneAreaFigures } from '../region/area-answer.ts'
import { renderAreaFigures } from '../region/area-figures.ts'
import { areaLink } from '../region/area-table.ts'
import { renderCaveats } from '../region/caveat-notes.ts'
import { renderCellTable } from '../region/cell-table.ts'
import { termLink } from '../region/matrix-table.ts'
import {
  exportAddress,
  levelRows,
  readRegionVariables,
  regionVariableOf,
  sitesAddress,
  type Variables,
} from '../region/region-question.ts'
import { renderRegionMap } from '../region/region-map.ts'
import { renderSources } from '../region/region-tables.ts'
import { wordsOf } from '../region/signs.ts'
import type { Trend } from '../trend/trend-answer.ts'
import { readTrendVariables, trendAddress } from '../trend/trend-question.ts'
import { renderTrends } from '../trend/trend-section.ts'
import type { View } from '../view.ts'

/** `/areas/CODE`: one area over all headings, its people, its feeds, and what to compare it with. */
export const AREA_PAGE: Page = {
  path: '/areas/:code',
  section: 'areas',
  operation: 'AreaPage',
  readVariables(request) {
    const { within: _, hasFeed: __, heading: ___, finds: ____, ...variables } = readRegionVariables(request)
    return { code: request.segments['code'], ...variables, ...readTrendVariables(request) }
  },
  async show({ view, again, ...asked }) {
    const corrected = await leaveOutWrong({ ...asked, again }, variableOf)
    const { answer, variables } = corrected
    const type = AreaAnswer.parse(answer.data ?? NOTHING_KNOWN).area?.type
    const isOfKind = type === undefined || type === (variables['type'] ?? 'DISTRICT')
    if (isOfKind) return showArea(corrected, view)
    // Areas are compared with those of their own kind, which the first answer names.
    const ofKind = { ...variables, type }
    return showArea({ ...corrected, variables: ofKind, answer: await again(ofKind) }, view)
  },
}

const NOTHING_KNOWN = { area: null, coverage: null }

/** An area that is not known is the whole page: it is not left out. */
function variableOf(argument: readonly (string | number)[]): string | undefined {
  return argument[0] === 'code' || argument[0] === 'areas' ? undefined : regionVariableOf(argument)
}

function showArea({ answer, variables, mistakes }: Corrected, view: View): PageContent {
  const { t } = view
  const { area, coverage } = AreaAnswer.parse(answer.data ?? NOTHING_KNOWN)
  if (area === null) {
    const title = t('areaUnknownTitle')
    const main = html`${renderMistakes(mistakes.slice(0, 1), view)}
      <h1 class="govuk-heading-xl">${title}</h1>
      <p class="govuk-body"><a class="govuk-link" href="${view.link('areas')}">${t('areaAll')}</a></p>`
    return { status: 404, title, main }
  }
  const main = html`${renderMistakes(mistakes, view)} ${renderHeading(area, view)}
  ${coverage !== null && renderFigures(area, coverage, variables, view)} ${renderNeighbours(area, view)}`
  return { title: area.name, main, ...(coverage !== null && { asOf: coverage.asOf }) }
}

function renderHeading(area: Area, view: View): Html {
  const { t, date } = view
  const { name, type, otherNames, successors, validTo, parents } = area
  const names = joined(
    successors.map((successor) => areaLink(successor, view)),
    ', ',
  )
  const sentence = (text: string): Html => html`<p class="govuk-inset-text">${splitAround(text, '{names}', names)}</p>`
  const day = validTo === null ? undefined : date(validTo)
  return html`<nav class="govuk-breadcrumbs" aria-label="${t('breadcrumb')}">
      <ol class="govuk-breadcrumbs__list">
        <li class="govuk-breadcrumbs__list-item">
          <a class="govuk-breadcrumbs__link" href="${view.link('areas')}">${t('navAreas')}</a>
        </li>
        ${parents.slice(0, 1).map((parent) => html`<li class="govuk-breadcrumbs__list-item">${areaLink(parent, view)}</li>`)}
      </ol>
    </nav>
    <span class="govuk-caption-l">${t('areaKind', { kind: kindOf(type, view) })}</span>
    <h1 class="govuk-heading-xl">${name}</h1>
    ${successors.length > 0 && sentence(day === undefined ? t('areaAbolished') : t('areaAbolishedOn', { day }))}
    ${successors.length === 0 && day !== undefined && html`<p class="govuk-inset-text">${t('areaGone', { day })}</p>`}
    ${otherNames.length > 0 && html`<p class="govuk-body oruk-caption">${t('areaOtherNames', { names: otherNames.join(', ') })}</p>`}`
}

/** A text with a piece in the place of one of its values. */
function splitAround(text: string, place: string, piece: Html): Html {
  const [before = '', after = ''] = text.split(place)
  return html`${before}${piece}${after}`
}

const KINDS = ['DISTRICT', 'COUNTY', 'WARD', 'REGION', 'ICB', 'COMBINED_AUTHORITY', 'COUNTRY', 'SMALL_AREA'] as const

/** The kind of an area in words. */
export function kindOf(type: string, { t }: Pick<View, 't'>): string {
  const kind = KINDS.find((each) => each === type)
  return t(`type${kind ?? 'OTHER'}`)
}

type Coverage = NonNullable<AreaAnswer['coverage']>

function renderFigures(area: Area, coverage: Coverage, variables: Variables, view: View): Html | undefined {
  const { t } = view
  const [figures] = coverage.areas
  if (figures === undefined) return undefined
  const address = (name: string): string => view.file(exportAddress(name, variables, levelRows(variables)))
  const rows = coverage.matrix.flatMap(({ term, cells: [cell] }) =>
    cell === undefined
      ? []
      : [
          {
            name: termLink(term, view),
            cell,
            services: view.link('services', { term: term.curie ?? term.uri, area: area.code }),
          },
        ],
  )
  const small = rows.some(({ cell }) => cell.caveats.includes('SMALL_NUMBERS'))
  const isSaid = coverage.caveats.some(({ code }) => code === 'SMALL_NUMBERS')
  const said = { code: 'SMALL_NUMBERS', message: t('caveatSmallNumbers'), areas: [] }
  const caveats = small && !isSaid ? [...coverage.caveats, said] : coverage.caveats
  const notes = caveats.map(({ code }) => code)
  const table = { id: 'headings', caption: t('areaHeadingsCaption', { name: area.name }), heading: t('matrixHeading') }
  return html`${renderShort(figures, view)}
    <section aria-labelledby="headings-title">
      <h2 class="govuk-heading-l" id="headings-title">${t('areaHeadings')}</h2>
      ${rows.length === 0 ? html`<p class="govuk-body">${t('matrixEmpty')}</p>` : renderCellTable({ ...table, rows, notes, csv: address('coverage.csv') }, view)}
      <p class="govuk-body-s oruk-caption">${t('areasDrawing')}</p>
      ${renderCaveats(caveats, new Map([[figures.area.code, figures.area.name]]), view)}
    </section>
    ${renderTrends({ trends: coverage.trend, nameOf: (trend) => nameOfTrend(trend, figures.area.code, view), csv: view.file(trendAddress(variables, levelRows(variables), true)) }, view)}
    <section aria-labelledby="figures-title">
      <h2 class="govuk-heading-l" id="figures-title">${t('areaFigures')}</h2>
      ${renderAreaFigures(figures, area, address('coverage-areas.csv'), view)}
      ${renderRegionMap([{ area, figures }], t('areaMap', { name: area.name }), view, { ...figures, csv: view.file(sitesAddress(variables)) })}
      <p class="govuk-body oruk-noprint">
        <a class="govuk-link" href="${view.link('services', { area: area.code })}">${t('areaServicesList')}</a>
      </p>
    </section>
    <section aria-labelledby="feeds-title">
      <h2 class="govuk-heading-l" id="feeds-title">${t('areaFeeds')}</h2>
      ${figures.feeds.length === 0 ? html`<p class="govuk-body">${t('areaNoData')}</p>` : renderSources(figures.feeds, view)}
    </section>`
}

/** Of an area that was divided, the parts beside the one shown are named. */
function nameOfTrend({ area, term }: Trend, code: string, view: View): Html {
  const what = term === null ? html`${view.t('trendAll')}` : termLink(term, view)
  return area.code === code ? what : splitAround(view.t('trendOf', { area: area.name }), '{what}', what)
}

function renderShort({ serviceCount, ratePer1000, comparison }: OneAreaFigures, view: View): Html {
  const { t, number } = view
  const ci95 = ratePer1000?.ci95
  if (serviceCount === null) return html`<p class="govuk-inset-text">${t('areaNoData')}</p>`
  if (ratePer1000?.value === null || ratePer1000 === null || ci95 === null || ci95 === undefined)
    return html`<p class="govuk-inset-text">${t('leastServices', { count: serviceCount })}; ${t('noRate')}.</p>`
  const rate = { rate: rateText(ratePer1000.value), low: rateText(ci95.low), high: rateText(ci95.high) }
  const verdict = comparison?.verdict ?? null
  const median = comparison?.median ?? null
  const compared =
    verdict !== null &&
    median !== null &&
    t('areaInShortVerdict', {
      verdict: wordsOf('ComparisonVerdict', verdict),
      count: comparison?.comparators ?? 0,
      median: rateText(median),
    })
  return html`<p class="govuk-inset-text">${t('areaInShort', { count: number(serviceCount), ...rate })} ${compared}</p>`
}

function renderNeighbours({ code, type, parents }: Area, view: View): Html | undefined {
  const { t } = view
  const around = parents
    .map(({ children, ...parent }) => ({ ...parent, others: children.filter((child) => child.code !== code) }))
    .filter(({ others }) => others.length > 0)
  if (around.length === 0) return undefined
  return html`<section aria-labelledby="neighbours">
    <h2 class="govuk-heading-l" id="neighbours">${t('areaNeighbours')}</h2>
    ${around.map(
      (parent) =>
        html`<h3 class="govuk-heading-s">${t('areaNeighboursIn', { name: parent.name })}</h3>
          <ul class="govuk-list oruk-contents">
            ${parent.others.map((other) => html`<li>${areaLink(other, view)}</li>`)}
          </ul>
          <p class="govuk-body">
            <a class="govuk-link" href="${view.link('region', { within: parent.code, type })}"
              >${t('areaCompareAll')}</a
            >
          </p>`,
    )}
  </section>`
}
