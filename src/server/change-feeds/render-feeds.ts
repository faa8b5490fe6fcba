import { XMLBuilder } from 'fast-xml-parser'

import type { LatestChange, LatestChanges } from './read-latest.ts'

/** A feed of changes: what it is of, in words, and the address it is had under, relative. */
export interface ChangeFeed extends LatestChanges {
  readonly title: string
  readonly address: string
}

const DONE: Readonly<Record<string, string>> = {
  ADDED: 'New',
  UPDATED: 'Updated',
  REMOVED: 'Removed',
  MERGED: 'Found to be one service',
  SPLIT: 'Found to be several services',
  CONTACT_CHANGED: 'Contact changed',
}

/** RFC 4287. Links are relative to where the feed is had from. */
export function renderAtom({ title, address, changes, historyFrom }: ChangeFeed): string {
  const builder = new XMLBuilder({ ignoreAttributes: false, format: true, suppressEmptyNode: true })
  return builder.build({
    '?xml': { '@_version': '1.0', '@_encoding': 'utf-8' },
    feed: {
      '@_xmlns': 'http://www.w3.org/2005/Atom',
      id: `urn:oruk-gateway:${encodeURI(address)}`,
      title: plain(title),
      updated: changes[0]?.at ?? historyFrom ?? NEVER,
      link: { '@_rel': 'self', '@_type': 'application/atom+xml', '@_href': plain(address) },
      entry: changes.map((change) => ({
        id: idOf(change),
        title: plain(titleOf(change)),
        updated: change.at,
        author: { name: plain(change.feed.publisher) },
        ...(isService(change) && { link: linksOf(change) }),
        category: [change.kind, ...namesOf(change)].map((term) => ({ '@_term': plain(term) })),
        rights: plain(rightsOf(change)),
        summary: plain(textOf(change)),
      })),
    },
  })
}

/** JSON Feed 1.1. An entry's address is its publisher's. */
export function renderJsonFeed({ title, address, changes }: ChangeFeed): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title,
    feed_url: address,
    items: changes.map((change) => ({
      id: idOf(change),
      ...(typeof change.record?.sourceUrl === 'string' && { external_url: change.record.sourceUrl }),
      title: titleOf(change),
      content_text: textOf(change),
      date_published: change.at,
      authors: [{ name: change.feed.publisher }],
      tags: [change.kind, ...namesOf(change)],
      _change: { kind: change.kind, id: change.id, fields: change.fields, feed: change.feed },
    })),
  })
}

const NEVER = '1970-01-01T00:00:00Z'

function idOf({ kind, id, at }: LatestChange): string {
  return `urn:oruk-gateway:change:${kind}:${id}:${at}`
}

function titleOf({ kind, name }: LatestChange): string {
  return `${DONE[kind] ?? kind}: ${name ?? 'without a name'}`
}

function textOf({ kind, fields, record }: LatestChange): string {
  if (kind === 'REMOVED')
    return 'Its publisher no longer lists it. Where it was and what it was about is not known any more.'
  const changed = fields.length > 0 ? [`Changed: ${fields.join(', ')}.`] : []
  return [...changed, describe(record)].filter((text) => text !== '').join(' ')
}

/** What the publisher says of it, or at least what it is. */
function describe(record: LatestChange['record']): string {
  return record?.description ?? KINDS[record?.type ?? ''] ?? 'Records of several feeds.'
}

const KINDS: Readonly<Record<string, string>> = {
  Service: 'A service of which nothing more is stated.',
  Organization: 'An organization.',
  Location: 'A location.',
}

function rightsOf({ feed: { licence, attribution, publisher } }: LatestChange): string {
  return [attribution ?? publisher, licence ?? 'no licence is stated'].join('; ')
}

function namesOf({ record }: LatestChange): readonly string[] {
  return (record?.taxonomyTerms ?? []).map(({ name }) => name)
}

function isService({ record }: LatestChange): boolean {
  return record?.type === 'Service'
}

function linksOf({ id, record }: LatestChange): readonly object[] {
  const via = record?.sourceUrl ?? undefined
  return [
    { '@_rel': 'alternate', '@_type': 'text/html', '@_href': `services/${id}` },
    ...(via === undefined ? [] : [{ '@_rel': 'via', '@_href': plain(via) }]),
  ]
}

/** XML has no place for most control characters (XML 1.0 §2.2). */
function plain(text: string): string {
  return text.replaceAll(CONTROLS, ' ')
}

const CONTROLS = /[[\p{Cc}\p{Cs}\uFFFE\uFFFF]--[\t\n\r]]/gv
