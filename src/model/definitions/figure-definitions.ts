import { COMPARISON_DEFINITIONS } from './comparison-definitions.ts'
import { COUNT_DEFINITIONS } from './count-definitions.ts'
import { DISTANCE_DEFINITIONS } from './distance-definitions.ts'
import { FACT_DEFINITIONS } from './fact-definitions.ts'
import { TREND_DEFINITIONS } from './trend-definitions.ts'
import type { FigureDefinition } from './figure-definition.ts'

const DEFINED = [
  ...COUNT_DEFINITIONS,
  ...COMPARISON_DEFINITIONS,
  ...DISTANCE_DEFINITIONS,
  ...FACT_DEFINITIONS,
  ...TREND_DEFINITIONS,
] as const

type KeyOfEach<T> = T extends T ? keyof T & string : never

/** The id of a figure. */
export type FigureId = (typeof DEFINED)[number]['id']
/** A field that answers a figure, as `Type.field`. */
export type FigureField = KeyOfEach<(typeof DEFINED)[number]['fields']>

/** The definitions of all figures between areas, M1 first. */
export const FIGURE_DEFINITIONS: readonly (FigureDefinition & { readonly id: FigureId })[] = DEFINED.toSorted(
  (a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)),
)

/** The path of the page that explains a figure, below the gateway's own address. */
export function figurePath(id: string): string {
  return `/figures#${id.toLowerCase()}`
}

const DOCSTRINGS = new Map(
  FIGURE_DEFINITIONS.flatMap(({ id, fields }) =>
    Object.entries(fields).map(([field, text]) => [field, `${text} Defined at ${figurePath(id)}.`]),
  ),
)

/** The docstring of a field that answers a figure, which ends with where the figure is defined. */
export function describeFigure(field: FigureField): string {
  const text = DOCSTRINGS.get(field)
  if (text === undefined) throw new Error(`No definition has the field ${field}.`)
  return text
}
