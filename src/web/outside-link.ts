import { type Html, html, type Part } from './html.ts'

const SAFE_SCHEMES: ReadonlySet<string> = new Set(['http:', 'https:', 'mailto:', 'tel:'])

/** The address where it is one of http, https, mailto or tel; undefined where it is none or of another scheme, such as javascript. */
export function safeAddress(address: string | null | undefined): string | undefined {
  if (address === undefined || address === null || !URL.canParse(address)) return undefined
  return SAFE_SCHEMES.has(new URL(address).protocol) ? address : undefined
}

/** A link to an address that a feed published; its text alone where the address is not safe. */
export function outsideLink(address: string | null | undefined, text: Part): Html {
  const safe = safeAddress(address)
  return safe === undefined
    ? html`${text}`
    : html`<a class="govuk-link${text === address && ' oruk-address'}" href="${safe}" rel="nofollow noopener"
        >${text}</a
      >`
}
