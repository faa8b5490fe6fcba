import type { RecordedService } from './replay-recordings.ts'

/** A service as the gateway shows it. */
export interface Shown {
  readonly originId: string
  readonly description: string | null
  readonly lastModified: string | null
  readonly organization: { readonly originId: string; readonly description: string | null } | null
  readonly [field: string]: unknown
}

/** Named normalisation: of rows with one id the one modified last stands, and rows without a name are set aside. */
export function latestOfEach(rows: readonly RecordedService[]): Map<string, RecordedService> {
  const latest = new Map<string, RecordedService>()
  for (const row of rows) {
    const held = latest.get(row.id)
    if (text(row['name']) !== null && (held === undefined || modified(row) >= modified(held))) latest.set(row.id, row)
  }
  return latest
}

function modified(row: RecordedService): string {
  const stated = [row['last_modified'], row['updated_at'], object(row['pc_metadata'])['date_modified']]
  return stated.find((one) => typeof one === 'string') ?? ''
}

/** What a source should look like, by the named normalisations alone. */
export function expected(source: RecordedService): object {
  const organization = object(source['organization'] ?? source['organisation'])
  return {
    originId: source.id,
    name: oneLine(source['name']),
    description: letters(source['description']),
    url: webAddress(source['url']),
    email: mailAddress(source['email']),
    status: text(source['status'])?.toUpperCase().replace(' ', '_') ?? null,
    fees: text(source['fees']),
    assuredDate: text(source['assured_date']),
    lastModified: instant(modified(source)),
    organization:
      text(organization['id']) === null
        ? null
        : {
            originId: text(organization['id']),
            name: oneLine(organization['name']),
            description: letters(organization['description']),
            website: webAddress(organization['website'] ?? organization['url']),
          },
  }
}

/** What is shown, descriptions as they are compared. */
export function comparable(shown: Shown | undefined): object | undefined {
  if (shown === undefined) return undefined
  const { detail: _detail, organization, ...fields } = shown
  return {
    ...fields,
    description: letters(shown.description),
    organization: organization && { ...organization, description: letters(organization.description) },
  }
}

/** Named normalisation: ids and texts are trimmed text; blank and null are absent; character references are what they stand for. */
function text(value: unknown): string | null {
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return null
  return value.replaceAll('&amp;', '&').replaceAll('&nbsp;', ' ').trim() || null
}

/** Named normalisation: markup that an editor hid in a comment is not shown; descriptions are compared as the letters and digits a reader sees, whatever stands between them. */
function letters(value: unknown): string | null {
  if (typeof value !== 'string') return null
  const seen = value
    .replaceAll(/<!--.*?-->/gs, '')
    .replaceAll(/<(style|script)\b.*?<\/\1>/gis, '')
    .replaceAll(/<ol\b[^>]*>(.*?)<\/ol>/gis, (_, items: string) => numbered(items))
    .replaceAll(/<\/?[a-z][^>]*>/gi, '')
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll(/&[a-z]+;/gi, '')
  return seen.replaceAll(/[^\p{L}\p{N}]+/gu, '') || null
}

/** Named normalisation: a name stands on one line, its runs of spaces as one. */
function oneLine(value: unknown): string | null {
  return text(value)?.replaceAll(/\s+/g, ' ') ?? null
}

/** Named normalisation: the items of a numbered list have their numbers. */
function numbered(items: string): string {
  let number = 0
  return items.replaceAll(/<li\b[^>]*>/gi, () => ` ${String(++number)} `)
}

/** Named normalisation: a web address without a scheme is given https, one without slashes its slashes; what has blanks or no dot is none. */
function webAddress(value: unknown): string | null {
  const stated = text(value)
  if (stated === null || /\s/.test(stated) || !stated.includes('.')) return null
  return /^https?:/i.test(stated) ? stated.replace(/^(https?:)\/{0,2}/i, '$1//') : `https://${stated}`
}

/** Named normalisation: of several addresses the first, without a full stop; what has no @, or a host that stands for none, is none. */
function mailAddress(value: unknown): string | null {
  const first = text(value)
    ?.split(/[\s,;/]+/)
    .find((part) => part.includes('@'))
  return first === undefined || first.endsWith('.invalid') ? null : first.replace(/\.$/, '')
}

/** Named normalisation: times are instants in UTC; a time without a zone is London's, a day stays that day. */
function instant(stated: string): string | null {
  if (stated === '') return null
  if (stated.endsWith('Z')) return new Date(stated).toISOString()
  if (!stated.includes('T')) return new Date(`${stated}T00:00:00Z`).toISOString()
  const asUtc = Date.parse(`${stated}Z`)
  const inLondon = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/London',
    hour: '2-digit',
    hourCycle: 'h23',
    day: '2-digit',
  }).formatToParts(asUtc)
  const isSummer = Number(inLondon.find(({ type }) => type === 'hour')?.value) !== new Date(asUtc).getUTCHours()
  return new Date(asUtc - (isSummer ? 3_600_000 : 0)).toISOString()
}

function object(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
