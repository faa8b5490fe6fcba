import { figureLink } from '../figures/figure-link.ts'
import { machineValue } from '../figures/machine-value.ts'
import { renderWayToSee } from '../way-to-see.ts'
import { type Html, html, joined, type Part } from '../html.ts'
import { given } from '../region/region-question.ts'
import { shownSign, signOf, wordsOf } from '../region/signs.ts'
import { renderTable } from '../table.ts'
import type { View } from '../view.ts'
import { type Break, isCounted, type Point, type Trend } from './trend-answer.ts'
import { drawTrend } from './trend-drawing.ts'
import { STEPS } from './trend-question.ts'

/** What a section over time is made from. */
interface TrendParts {
  readonly trends: readonly Trend[]
  /** What heads the row of a trend. */
  readonly nameOf: (trend: Trend) => Part
  /** Of its rows, one for each interval of each trend. */
  readonly csv: string
}

/** How counts changed: a row each, an interval a column, and what besides the world changed below, by numbers. Says why where there is nothing. */
export function renderTrends(parts: TrendParts, view: View): Html {
  const { t } = view
  return html`<section aria-labelledby="trend-title">
    <h2 class="govuk-heading-l" id="trend-title">${figureLink('M31', t('trendTitle'), view)}</h2>
    ${parts.trends.length === 0 ? html`<p class="govuk-body">${t('trendNotKept')}</p>` : renderKept(parts, view)}
  </section>`
}

function renderKept({ trends, nameOf, csv }: TrendParts, view: View): Html {
  const { t } = view
  const intervals = trends[0]?.points ?? []
  if (intervals.every(({ observedAt }) => observedAt === null)) return html`<p class="govuk-body">${t('trendNone')}</p>`
  const notes = notesOf(trends)
  return html`<p class="govuk-body">${t('trendLead')}</p>
    <p class="govuk-body oruk-noprint">${t('trendStep')}: ${joined(renderSteps(view), ' | ')}</p>
    ${renderTable(
      {
        id: 'trend',
        caption: t('trendCaption'),
        columns: [
          { heading: t('trendSubject') },
          ...intervals.map((interval) => ({ heading: describeInterval(interval, view), isNumeric: true })),
        ],
        rows: trends.map((trend) => [
          html`${nameOf(trend)}${drawTrend(trend.points)}`,
          ...trend.points.map((point) => describePoint(point, notes, view)),
        ]),
        csv,
      },
      view,
    )}
    <p class="govuk-body-s oruk-caption">${t('trendDrawing')}</p>
    ${notes.length > 0 && renderNotes(notes, trends, view)}`
}

function renderSteps(view: View): readonly Html[] {
  const chosen = given(view.params, 'step') ?? 'MONTH'
  return STEPS.map((step) =>
    renderWayToSee(
      {
        name: 'step',
        value: step === 'MONTH' ? undefined : step,
        text: view.t(`step${step}`),
        isChosen: step === chosen,
        anchor: 'trend-title',
      },
      view,
    ),
  )
}

function describeInterval({ from, to }: Point, { t }: View): string {
  return from === to ? from : t('trendUpTo', { from, to })
}

/** A thing that changed, with the codes of the areas whose figures it bears on. */
interface Note extends Break {
  readonly areas: ReadonlySet<string>
}

/** Each thing that changed once, as it happened. */
function notesOf(trends: readonly Trend[]): readonly Note[] {
  const found = trends.flatMap(({ area, points }) =>
    points.flatMap(({ breaks }) => breaks.map((each) => ({ ...each, area: area.code }))),
  )
  return [...Map.groupBy(found, keyOf).values()]
    .flatMap(([first, ...others]) =>
      first === undefined ? [] : [{ ...first, areas: new Set([first, ...others].map(({ area }) => area)) }],
    )
    .toSorted((a, b) => a.at.localeCompare(b.at))
}

function keyOf({ at, message }: Break): string {
  return `${at} ${message}`
}

function describePoint(point: Point, notes: readonly Note[], view: View): Html {
  const { t, number } = view
  const { state, observedAt, serviceCount, ci95, breaks } = point
  const numbers = joined(
    breaks.map((each) => noteLink(each, notes, view)),
    ' ',
  )
  if (observedAt === null)
    return html`<span aria-hidden="true">–</span><span class="govuk-visually-hidden">${t('trendNotLooked')}</span>`
  if (serviceCount === null || ci95 === null || !isCounted(point))
    return html`${shownSign(signOf('unknown'))}
      <span class="oruk-cell-words">${wordsOf('CellState', state)}</span> ${numbers}`
  const [low, high] = [ci95.low, ci95.high].map((bound) => number(bound, 1))
  return html`${machineValue(serviceCount, number(serviceCount))}<br /><span class="oruk-interval-text"
      >(${low} ${t('intervalTo')} ${high})</span
    >
    ${describeChange(point, view)} ${numbers}`
}

function describeChange({ change }: Point, { t, number }: View): Html | undefined {
  if (change === null) return undefined
  const words = change === 0 ? t('trendSame') : `${change > 0 ? '+' : '−'}${number(Math.abs(change))}`
  return html`<br /><span class="oruk-caption">${words}</span>`
}

function noteLink(each: Break, notes: readonly Note[], { t }: View): Html {
  const at = notes.findIndex((note) => keyOf(note) === keyOf(each)) + 1
  const words = t('trendBreakLink', { number: at, kind: wordsOf('TrendBreakKind', each.kind) })
  return html`<a class="govuk-link oruk-note-link" href="#trend-note-${at}" title="${words}"
    >${at}<span class="govuk-visually-hidden"> ${words}</span></a
  >`
}

function renderNotes(notes: readonly Note[], trends: readonly Trend[], view: View): Html {
  const { t, date } = view
  const names = new Map(trends.map(({ area }) => [area.code, area.name]))
  return html`<h3 class="govuk-heading-s">${t('trendBreaks')}</h3>
    <dl class="oruk-caveats govuk-body">
      ${notes.map(({ kind, message, since, at, areas }, index) => {
        const concerned = [...areas].flatMap((code) => names.get(code) ?? []).join(', ')
        return html`<div id="trend-note-${index + 1}">
          <dt>${index + 1} ${view.label('TrendBreakKind', kind)}</dt>
          <dd>
            ${t('trendBreakBetween', { since: date(since), at: date(at) })}:
            ${message}${areas.size < names.size && html` <span class="oruk-caption">${t('caveatAreas', { names: concerned })}</span>`}
          </dd>
        </div>`
      })}
    </dl>`
}
