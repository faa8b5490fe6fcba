import { hash } from 'node:crypto'

import { CSV_TYPE } from '../model/csv-lines.ts'
import type { Site, SiteLogo } from '../model/site.ts'
import { findExampleCsv } from './figures/example-csv.ts'
import { stylesheetOf } from './stylesheet/stylesheet.ts'

/** A file that belongs to pages: its address differs where its content does, so that it may be kept for ever. */
export interface Asset {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Uint8Array
}

const IMMUTABLE = {
  'cache-control': 'public, max-age=31536000, immutable',
  // A drawing that is opened by itself runs nothing.
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
}

const ENDINGS = { 'image/svg+xml': 'svg', 'image/png': 'png' } as const satisfies Record<SiteLogo['type'], string>
const logoPaths = new WeakMap<SiteLogo, string>()

/** Where a logo is had, from the root of the pages, without a leading slash. */
export function logoPathOf(logo: SiteLogo): string {
  const path =
    logoPaths.get(logo) ?? `assets/logo-${hash('sha256', logo.bytes, 'base64url').slice(0, 12)}.${ENDINGS[logo.type]}`
  logoPaths.set(logo, path)
  return path
}

/** The file at a path from the root, with its leading slash; undefined where none is, or only another version of it. */
export function findAsset(path: string, { colours, logo }: Site): Asset | undefined {
  const sheet = stylesheetOf(colours)
  if (path === `/${sheet.path}`)
    return { headers: { ...IMMUTABLE, 'content-type': 'text/css; charset=utf-8' }, body: sheet.text }
  if (logo !== undefined && path === `/${logoPathOf(logo)}`)
    return { headers: { ...IMMUTABLE, 'content-type': logo.type }, body: logo.bytes }
  const rows = findExampleCsv(path)
  return rows === undefined ? undefined : { headers: { ...IMMUTABLE, 'content-type': CSV_TYPE }, body: rows }
}
