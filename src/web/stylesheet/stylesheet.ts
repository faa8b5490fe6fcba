import { hash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

import type { SiteColours } from '../../model/site.ts'
import { neededRules } from './needed-rules.ts'
import { ownRules } from './own-rules.ts'
import { REGION_RULES } from './region-rules.ts'

/** The style sheet of all pages. */
export interface Stylesheet {
  /** Differs where the content does: it may be kept for ever. From the root of the pages, without a leading slash. */
  readonly path: string
  readonly text: string
}

/** Blocks of govuk-frontend that pages use; a page that uses another adds it here. */
const BLOCKS: ReadonlySet<string> = new Set([
  ...['template', 'skip-link', 'generic-header', 'service-navigation', 'language-navigation', 'footer', 'breadcrumbs'],
  ...['width-container', 'main-wrapper', 'grid-row', 'grid-column-full', 'grid-column-one-half', 'visually-hidden'],
  ...[
    'grid-column-one-third',
    'grid-column-two-thirds',
    'heading-xl',
    'heading-l',
    'heading-m',
    'heading-s',
    'caption-l',
  ],
  ...['body', 'body-l', 'body-m', 'body-s', 'list', 'link', 'table', 'button', 'form-group', 'label', 'hint', 'input'],
  ...['select', 'checkboxes', 'radios', 'fieldset', 'error-summary', 'error-message', 'pagination', 'summary-list'],
  ...['details', 'inset-text', 'notification-banner', 'tag', 'warning-text', 'section-break', 'button-group'],
])

/** Type that is on the machine: the package's own may be used on gov.uk alone. */
const FONTS = 'system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Liberation Sans",Arial,sans-serif'

const require = createRequire(import.meta.url)
const sheets = new WeakMap<SiteColours, Stylesheet>()
let packageRules: string | undefined

/** The style sheet in a site's colours: what is needed of the package govuk-frontend, and our own rules after it. */
export function stylesheetOf(colours: SiteColours): Stylesheet {
  const known = sheets.get(colours)
  if (known !== undefined) return known
  packageRules ??= readPackageRules()
  const text = `${packageRules}${ownRules(colours)}${REGION_RULES}`
  const sheet = { path: `assets/pages-${hash('sha256', text, 'base64url').slice(0, 12)}.css`, text }
  sheets.set(colours, sheet)
  return sheet
}

function readPackageRules(): string {
  const css = readFileSync(require.resolve('govuk-frontend/dist/govuk/govuk-frontend.min.css'), 'utf8')
  const notice =
    '/* Rules of govuk-frontend, MIT licence, (c) Crown copyright (Government Digital Service); then our own. */'
  return `${notice}\n${neededRules(css, BLOCKS).replaceAll('GDS Transport,arial,sans-serif', FONTS)}\n`
}
