import { type Html, html, type Part } from '../html.ts'

/** A number as people read it, with the exact one for programs in its `value`. */
export function machineValue(value: number, shown: Part): Html {
  return html`<data value="${value}">${shown}</data>`
}
