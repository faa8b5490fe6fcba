import { figureLink } from '../figures/figure-link.ts'
import { machineValue } from '../figures/machine-value.ts'
import { describeRate } from '../figures/rate.ts'
import { type Html, html, type Part } from '../html.ts'
import { renderSummaryList } from '../summary-list.ts'
import type { View } from '../view.ts'
import type { Area, OneAreaFigures, Share } from './area-answer.ts'
import { renderMixTable, DELIVERY, FRESHNESS } from './mix-table.ts'

/** Figures of one area as a list, each with the name that leads to its definition; what is not known says so. */
export function renderAreaFigures(figures: OneAreaFigures, area: Area, csv: string, view: View): Html {
  const { t, number } = view
  const count = (value: number | null | undefined): Part =>
    value === null || value === undefined ? t('noFigure') : machineValue(value, number(value))
  const rows: readonly (readonly [name: Part, value: Part])[] = [
    [figureLink('M2', t('areaServices'), view), count(figures.serviceCount)],
    [figureLink('M1', t('areaRecords'), view), count(figures.recordCount)],
    [figureLink('M3', t('areaOrganizations'), view), count(figures.organizationCount)],
    [figureLink('M4', t('areaSites'), view), count(figures.siteCount)],
    [figureLink('M7', t('areaRate'), view), describeRate(figures.ratePer1000, view) ?? t('noFigure')],
    [figureLink('M21', t('areaFree'), view), describeShare(figures.free, view)],
    [figureLink('M6', t('areaCrossListed'), view), describeShare(figures.crossListed, view)],
    ...(figures.distance === null
      ? []
      : ([
          [figureLink('M14', t('areaDistance'), view), kilometres(figures.distance.medianMetres, view)],
          [figureLink('M14', t('areaDistance90'), view), kilometres(figures.distance.p90Metres, view)],
        ] as const)),
  ]
  const mixes = [
    { id: 'freshness', caption: t('areaFreshness'), figure: 'M18', classes: FRESHNESS, mix: figures.freshness },
    { id: 'delivery', caption: t('areaDelivery'), figure: 'M22', classes: DELIVERY, mix: figures.deliveryMix },
  ] as const
  return html`${renderSummaryList(t('areaFigures'), rows, csv, view)} ${renderPeople(area, view)}
  ${mixes.map(({ mix, ...each }) => renderMixTable({ ...each, rows: [{ name: area.name, mix }], csv }, view))}`
}

function describeShare(share: Share, { t, number }: View): Part {
  if (share === null || share.value === null) return t('notKnown')
  const { value, numerator, denominator } = share
  return machineValue(value, t('shareOf', { share: number(value * 100), numerator, denominator }))
}

function kilometres(metres: number | null, { t, number }: View): Part {
  return metres === null ? t('notKnown') : machineValue(metres, t('kilometres', { km: number(metres / 1000, 1) }))
}

function renderPeople({ code, all, young, adult, old }: Area, view: View): Html {
  const { t, number } = view
  const bands = [
    [t('peopleALL'), all],
    [t('peopleAGE_0_17'), young],
    [t('peopleAGE_18_64'), adult],
    [t('peopleAGE_65_PLUS'), old],
  ] as const
  const rows = bands.map(([name, people]): readonly [Part, Part] => [
    name,
    people === null
      ? t('notKnown')
      : html`${machineValue(people.value, number(people.value))}
          <span class="oruk-caption">(${people.vintages.join(', ')}; ${people.source})</span>`,
  ])
  const csv = view.file(`export/areas.csv?${new URLSearchParams({ filter: JSON.stringify({ codes: [code] }) })}`)
  return renderSummaryList(t('areaPeople'), rows, csv, view)
}
