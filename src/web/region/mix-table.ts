import { figureLink } from '../figures/figure-link.ts'
import { machineValue } from '../figures/machine-value.ts'
import type { Html, Part } from '../html.ts'
import { labelOf } from '../../model/labels.ts'
import type { FigureId } from '../../model/definitions/figure-definitions.ts'
import { renderTable } from '../table.ts'
import type { View } from '../view.ts'

/** The classes of freshness with their fields, the freshest first. */
export const FRESHNESS = [
  ['d90', labelOf('FreshnessClass', 'D90')],
  ['d180', labelOf('FreshnessClass', 'D180')],
  ['d365', labelOf('FreshnessClass', 'D365')],
  ['older', labelOf('FreshnessClass', 'OLDER')],
  ['unknown', labelOf('FreshnessClass', 'UNKNOWN')],
] as const

/** The ways of delivery with their fields. */
export const DELIVERY = [
  ['site', labelOf('DeliveryClass', 'SITE')],
  ['siteAndArea', labelOf('DeliveryClass', 'SITE_AND_AREA')],
  ['areaOnly', labelOf('DeliveryClass', 'AREA_ONLY')],
  ['national', labelOf('DeliveryClass', 'NATIONAL')],
  ['virtual', labelOf('DeliveryClass', 'VIRTUAL')],
  ['unplaced', labelOf('DeliveryClass', 'UNPLACED')],
] as const

/** A table with a column for each class of a mix. */
export interface MixTable {
  readonly id: string
  readonly caption: string
  readonly figure: FigureId
  /** Of the first column; absent: the area. */
  readonly heading?: string
  readonly classes: readonly (readonly [field: string, label: string])[]
  /** A mix is null where nothing is known. */
  readonly rows: readonly { readonly name: Part; readonly mix: Readonly<Record<string, number>> | null }[]
  readonly csv: string
}

/** How many services of each area are of each class, with the share that is. */
export function renderMixTable({ id, caption, figure, heading, classes, rows, csv }: MixTable, view: View): Html {
  const { t, number } = view
  return renderTable(
    {
      id,
      caption,
      columns: [
        { heading: figureLink(figure, heading ?? t('columnArea'), view) },
        ...classes.map(([, label]) => ({ heading: label, isNumeric: true })),
      ],
      rows: rows.map(({ name, mix }) => {
        const whole = mix === null ? 0 : classes.reduce((sum, [field]) => sum + (mix[field] ?? 0), 0)
        return [
          name,
          ...classes.map(([field]) => {
            const count = mix?.[field]
            if (count === undefined) return t('noFigure')
            const share = whole === 0 ? '' : ` (${number((count / whole) * 100)} %)`
            return [machineValue(count, number(count)), share]
          }),
        ]
      }),
      csv,
    },
    view,
  )
}
