import { type Html, html } from '../html.ts'
import { OUTLINES_ATTRIBUTION } from '../map/built-in-outlines.ts'
import { drawMap, type MapArea, type MapClass } from '../map/draw-map.ts'
import type { TextName } from '../texts/english.ts'
import type { View } from '../view.ts'
import { rateText } from '../figures/rate.ts'
import { csvLink } from '../table.ts'
import type { AreaFigures, Cell, Sites } from './region-answer.ts'
import { classOf, classOfCell, shownSign, signOf, wordsOf } from './signs.ts'

/** An area with what of it the map shows: its own rate, or its cell of one heading. */
export interface Mapped {
  readonly area: AreaFigures['area']
  readonly figures: Pick<AreaFigures, 'ratePer1000' | 'comparison'>
  /** Of one heading; absent: all services. */
  readonly cell?: Cell
}

const KEY: readonly (readonly [name: MapClass, text: TextName])[] = [
  ['higher', 'legendHigher'],
  ['similar', 'legendSimilar'],
  ['lower', 'legendLower'],
  ['plain', 'legendPlain'],
  ['none', 'legendNone'],
  ['unknown', 'legendUnknown'],
]

/** Sites to be drawn over the areas, and where they are had as CSV. */
export interface DrawnSites extends Sites {
  readonly csv: string
}

/** The map of areas by how their rates compare, with its key; over them sites, where they were asked for. */
export function renderRegionMap(areas: readonly Mapped[], caption: string, view: View, sites?: DrawnSites): Html {
  const { t } = view
  const shown = areas.map((area) => readMapped(area, view))
  const { drawing, isTrue, isBuiltIn } = drawMap({
    ...{ labelledBy: 'map', areas: shown },
    sites: sites?.siteClusters ?? [],
  })
  const used = new Set(shown.map((area) => area.class))
  return html`<figure class="oruk-figure-block govuk-body">
    <figcaption class="govuk-heading-s" id="map">${caption}</figcaption>
    ${drawing}
    <dl class="oruk-key govuk-body-s" aria-label="${t('legend')}">
      ${KEY.filter(([name]) => used.has(name)).map(
        ([name, text]) =>
          html`<div>
            <dt>${shownSign(signOf(name))}</dt>
            <dd>${t(text)}</dd>
          </div>`,
      )}
    </dl>
    ${isTrue && sites !== undefined && describeSites(sites, view)}
    ${!isTrue && html`<p class="govuk-body-s oruk-caption">${t('mapHoneycomb')}</p>`}
    ${isBuiltIn && html`<p class="govuk-body-s oruk-caption">${OUTLINES_ATTRIBUTION}</p>`}
  </figure>`
}

function describeSites({ siteClusters, siteCount, csv }: DrawnSites, view: View): Html | undefined {
  if (siteClusters === undefined || siteClusters === null) return undefined
  const { t } = view
  const count = siteClusters.reduce((sum, cluster) => sum + cluster.siteCount, 0)
  const more = (siteCount ?? count) - count
  return html`<p class="govuk-body-s">
    ${t('mapSites', { count })} ${more > 0 && t('mapSitesWithout', { count: more })}
    ${csvLink(csv, t('mapSitesCsv'), view)}
  </p>`
}

function readMapped({ area, figures, cell }: Mapped, view: View): MapArea {
  const { code, name, boundary } = area
  const { ratePer1000, comparison } = cell ?? figures
  const isKnown = cell === undefined || cell.state === 'PRESENT' || cell.state === 'ABSENT'
  const className = cell === undefined ? classOf(ratePer1000, comparison) : classOfCell(cell)
  const rate = isKnown ? (ratePer1000?.value ?? null) : null
  const state = cell === undefined ? view.t('notKnown') : wordsOf('CellState', cell.state)
  return {
    code,
    name,
    boundary,
    href: view.link(`areas/${encodeURIComponent(code)}`),
    words: rate === null ? view.t('mapWordsUnknown', { name, state }) : wordsFor(name, rate, comparison, view),
    figure: `${signOf(className)} ${rate === null ? '?' : rateText(rate)}`,
    class: className,
  }
}

function wordsFor(name: string, rate: number, comparison: AreaFigures['comparison'], view: View): string {
  const verdict = comparison?.verdict ?? null
  const words = view.t('mapWords', { name, rate: rateText(rate) })
  return verdict === null ? words : `${words}, ${wordsOf('ComparisonVerdict', verdict)}`
}
