import { type Html, html } from './html.ts'
import type { View } from './view.ts'

/** One way to see a part of a page. */
interface WayToSee {
  /** Of the parameter that chooses, and what it has then; absent: it is not given. */
  readonly name: string
  readonly value?: string | undefined
  readonly text: string
  readonly isChosen: boolean
  /** Where on the page the part is. */
  readonly anchor: string
}

/** A link to the same page seen that way; plain where it is. */
export function renderWayToSee({ name, value, text, isChosen, anchor }: WayToSee, view: View): Html {
  if (isChosen) return html`<strong aria-current="true">${text}</strong>`
  const params = { ...Object.fromEntries(view.params), [name]: value }
  return html`<a class="govuk-link" rel="nofollow" href="${view.link(view.path.slice(1), params)}#${anchor}"
    >${text}</a
  >`
}
