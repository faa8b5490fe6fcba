import { type FigureId, figurePath } from '../../model/definitions/figure-definitions.ts'
import { type Html, html, type Part } from '../html.ts'
import type { View } from '../view.ts'

/** A name of a figure that leads to its entry in the glossary. */
export function figureLink(id: FigureId, text: Part, view: View): Html {
  return html`<a class="govuk-link" href="${view.link('figures')}${figurePath(id).replace(/^[^#]*/, '')}">${text}</a>`
}
