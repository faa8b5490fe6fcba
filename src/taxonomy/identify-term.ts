// taxonomy: schemes, the identity of a term, hierarchies and crosswalks; plain functions over plain data.
// Must not know of storage, the network or GraphQL, nor of any feed but by the slug handed in.
import type { StatedTaxonomy, StatedTerm } from '../model/attribute.ts'
import type { KnownScheme } from './known-schemes.ts'
import { builtInRegistry, foldCode, foldSchemeName, type SchemeRegistry } from './scheme-registry.ts'
import { canonicalTermUri, isTermUri, splitCurie } from './term-uri.ts'
import { present } from '../model/present.ts'

/** A term's one identity, and the scheme it belongs to. */
export interface IdentifiedTerm {
  /** Canonical URI; a local term's is `urn:oruk-gateway:feed:<slug>:<scheme>:<id>`. */
  readonly uri: string
  readonly curie?: string
  readonly code?: string
  readonly scheme: SchemeIdentity
}

/** A scheme under a stable key: its canonical URI, or `feed:<slug>/<scheme>` for a feed's own. */
export interface SchemeIdentity {
  readonly key: string
  readonly name: string
  readonly uri?: string
  /** Its terms have URIs that any feed could use. */
  readonly shared: boolean
}

/**
 * Which term is meant, by the strongest of what is stated: a URI, CURIE or code of a shared scheme; any other URI; else
 * the publisher's own id (or code) under its feed and scheme. The label decides only where nothing else is stated, as
 * `urn:oruk-gateway:feed:<slug>:<scheme>:label:<label-in-kebab-case>`. Undefined where not even a label is stated.
 */
export function identifyTerm(
  stated: StatedTerm,
  feed: string,
  registry: SchemeRegistry = builtInRegistry,
): IdentifiedTerm | undefined {
  return identifyShared(stated, registry) ?? identifyByUri(stated, registry) ?? identifyLocal(stated, feed)
}

function identifyShared(stated: StatedTerm, registry: SchemeRegistry): IdentifiedTerm | undefined {
  for (const text of [stated.termUri, stated.id, stated.code]) {
    const uri = text === undefined ? undefined : canonicalTermUri(text, registry)
    const known = uri === undefined ? undefined : registry.findByTermUri(uri)
    if (known !== undefined) return sharedTerm(known.scheme, known.code)
  }
  const schemeUri = stated.taxonomy?.uri === undefined ? undefined : canonicalTermUri(stated.taxonomy.uri, registry)
  for (const name of [schemeUri, stated.taxonomy?.uri, stated.taxonomy?.name, stated.taxonomy?.id]) {
    const scheme = name === undefined ? undefined : registry.findByName(name)
    if (scheme === undefined) continue
    // A code says more than an id, which may be the publisher's record number.
    const code = codeWithin(scheme, stated.code ?? stated.id ?? '')
    if (code !== undefined) return sharedTerm(scheme, code)
  }
  return undefined
}

/** A known scheme as its terms name it. */
export function schemeIdentity(scheme: KnownScheme): SchemeIdentity {
  return { key: scheme.key, name: scheme.name, uri: scheme.key, shared: true }
}

function codeWithin(scheme: KnownScheme, stated: string): string | undefined {
  const curie = splitCurie(stated)
  const isOwnPrefix =
    curie !== undefined &&
    scheme.loosePrefixes.some((prefix) => foldSchemeName(prefix) === foldSchemeName(curie.prefix))
  const code = isOwnPrefix ? curie.local : stated.trim()
  return scheme.codePattern.test(code) ? foldCode(scheme, code) : undefined
}

function sharedTerm(scheme: KnownScheme, code: string): IdentifiedTerm {
  return {
    uri: `${scheme.uriStub}${code}`,
    curie: `${scheme.curiePrefix}:${code}`,
    code,
    scheme: schemeIdentity(scheme),
  }
}

function identifyByUri(stated: StatedTerm, registry: SchemeRegistry): IdentifiedTerm | undefined {
  const schemeUri = stated.taxonomy?.uri === undefined ? undefined : canonicalTermUri(stated.taxonomy.uri, registry)
  for (const text of [stated.termUri, stated.id, stated.code]) {
    if (text === undefined || !isTermUri(text)) continue
    const uri = canonicalTermUri(text, registry)
    // Some publishers give the scheme's own address as every term's.
    if (uri === undefined || uri === schemeUri) continue
    const code = stated.code ?? uri.slice(stubOf(uri).length)
    return { uri, code, scheme: schemeOfUri(uri, schemeUri, stated.taxonomy) }
  }
  return undefined
}

function schemeOfUri(uri: string, schemeUri: string | undefined, stated: StatedTaxonomy | undefined): SchemeIdentity {
  const key = schemeUri !== undefined && uri.startsWith(schemeUri) ? schemeUri : stubOf(uri).replace(/[/#:=]$/, '')
  return { key, name: stated?.name ?? key, uri: schemeUri ?? key, shared: true }
}

/** All of a URI before its last segment, the separator included. */
function stubOf(uri: string): string {
  const separators = uri.startsWith('urn:') ? /.*:/ : /.*[/#=]/
  return separators.exec(uri)?.[0] ?? uri
}

function identifyLocal(stated: StatedTerm, feed: string): IdentifiedTerm | undefined {
  const curie = [stated.id, stated.code]
    .map((text) => (text === undefined ? undefined : splitCurie(text)))
    .find(Boolean)
  const schemeName = stated.taxonomy?.name ?? stated.taxonomy?.id ?? curie?.prefix
  const scheme = localScheme(feed, schemeName)
  const base = `urn:oruk-gateway:feed:${feed}`
  if (curie !== undefined) {
    // The prefix names the scheme more steadily than the vocabulary beside it, which is prose.
    const uri = `${base}:${segment(curie.prefix)}:${segment(curie.local)}`
    return { uri, curie: `${curie.prefix}:${curie.local}`, code: stated.code ?? curie.local, scheme }
  }
  const id = stated.id ?? stated.code
  const slug = localSlug(schemeName)
  if (id !== undefined && id !== '') {
    return {
      uri: `${base}:${slug}:${segment(id)}`,
      ...present({ code: stated.code }),
      scheme,
    }
  }
  const label = stated.name === undefined ? '' : kebab(stated.name)
  return label === '' ? undefined : { uri: `${base}:${slug}:label:${label}`, scheme }
}

function localScheme(feed: string, name: string | undefined): SchemeIdentity {
  return { key: `feed:${feed}/${localSlug(name)}`, name: name ?? 'Local terms', shared: false }
}

function localSlug(name: string | undefined): string {
  return name === undefined ? 'terms' : foldSchemeName(name) || segment(name)
}

/** Text as one segment of a URN: what RFC 8141 allows stays, the rest is percent-encoded. */
function segment(text: string): string {
  return encodeURIComponent(text.trim()).replaceAll('%3A', ':').replaceAll("'", '%27')
}

function kebab(label: string): string {
  return label
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-|-$/g, '')
}
