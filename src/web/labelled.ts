import type { LabelledType } from '../model/labels.ts'
import { type Html, html } from './html.ts'
import type { View } from './view.ts'

/** A code in people's words; the code itself shows where the pointer rests. */
export function labelled(type: LabelledType, code: string, view: View): Html {
  return html`<span class="oruk-state" title="${code}">${view.label(type, code)}</span>`
}
