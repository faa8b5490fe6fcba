import { type Html, html, joined } from '../html.ts'
import { labelOf } from '../../model/labels.ts'
import type { View } from '../view.ts'
import type { Caveat } from './region-answer.ts'

/** Codes of the caveats of a page in the order of their notes; each is numbered by its place, from 1 on. */
export type NoteOrder = readonly string[]

/** The numbers of the notes that bear on a row, each leading to its note and named by it; nothing where none does. */
export function noteLinks(codes: readonly string[], order: NoteOrder): Html {
  const numbered = codes
    .map((code) => ({ code, number: order.indexOf(code) + 1 }))
    .toSorted((a, b) => a.number - b.number)
  return joined(
    numbered.map(({ code, number }) => {
      const name = labelOf('CaveatCode', code)
      return html`<a class="govuk-link oruk-note-link" href="#caveat-${code}" title="${name}"
        >${number}<span class="govuk-visually-hidden"> ${name}</span></a
      >`
    }),
    ' ',
  )
}

/** What must be known when reading the figures, each under its number and an anchor of its own that figures lead to. */
export function renderCaveats(
  caveats: readonly Caveat[],
  names: ReadonlyMap<string, string>,
  view: View,
  order: NoteOrder = caveats.map(({ code }) => code),
): Html {
  return html`<dl class="oruk-caveats govuk-body">
    ${caveats.map(({ code, message, areas }) => {
      const concerned = areas.flatMap((area) => names.get(area.code) ?? [])
      const isOfAll = concerned.length === names.size
      return html`<div id="caveat-${code}">
        <dt>${order.indexOf(code) + 1} ${labelOf('CaveatCode', code)}</dt>
        <dd>
          ${message}${!isOfAll && concerned.length > 0 && html` <span class="oruk-caption">${view.t('caveatAreas', { names: concerned.join(', ') })}</span>`}
        </dd>
      </div>`
    })}
  </dl>`
}
