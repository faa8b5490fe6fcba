import { type LabelledType, labelOf } from '../model/labels.ts'
import { type Html, html } from './html.ts'

/** A code in people's words; the code itself shows where the pointer rests. */
export function labelled(type: LabelledType, code: string): Html {
  return html`<span class="oruk-state" title="${code}">${labelOf(type, code)}</span>`
}
