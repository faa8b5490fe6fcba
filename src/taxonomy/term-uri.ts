import { builtInRegistry, foldCode, type SchemeRegistry } from './scheme-registry.ts'

const schemePattern = /^(https?|urn):/i

/** Whether the text is a URI that can name a term: `urn:…`, or http(s) with something after the host. */
export function isTermUri(text: string): boolean {
  if (!schemePattern.test(text) || /\s/.test(text.trim())) return false
  if (/^urn:/i.test(text)) return /^urn:[a-z0-9-]+:.+/i.test(text)
  const url = parseUrl(text)
  return url !== undefined && (!/^\/*$/.test(url.pathname) || url.search !== '' || url.hash !== '')
}

/**
 * The canonical form of a URI or a CURIE of a shared scheme, as users write them: plural and other-case spellings, https
 * for http, the LGA's web pages (`https://standards.esd.org.uk/?uri=…`). Other URIs keep their spelling but for the
 * host's case. Undefined where the text is neither; a feed's own CURIE is one such.
 */
export function canonicalTermUri(uriOrCurie: string, registry: SchemeRegistry = builtInRegistry): string | undefined {
  const text = uriOrCurie.trim()
  if (isTermUri(text)) {
    const page = uriOfWebPage(text)
    const known = registry.findByTermUri(page ?? text)
    if (known !== undefined) return `${known.scheme.uriStub}${known.code}`
    return tidyUri(page ?? text)
  }
  const curie = splitCurie(text)
  if (curie === undefined) return undefined
  const scheme = registry.findByName(curie.prefix)
  return scheme !== undefined && scheme.codePattern.test(curie.local)
    ? `${scheme.uriStub}${foldCode(scheme, curie.local)}`
    : undefined
}

/** The two halves of a CURIE; undefined for anything with no prefix, and for URIs. */
export function splitCurie(text: string): { readonly prefix: string; readonly local: string } | undefined {
  const match = /^([a-z][\w .-]*):(?!\/\/)(.+)$/is.exec(text.trim())
  const [, prefix, local] = match ?? []
  if (prefix === undefined || local === undefined || /^(https?|urn)$/i.test(prefix)) return undefined
  return { prefix: prefix.trim(), local: local.trim() }
}

/** `https://standards.esd.org.uk/?uri=esd%3Aservice%2F841` → `http://id.esd.org.uk/service/841`; undefined for any other address. */
function uriOfWebPage(text: string): string | undefined {
  const url = parseUrl(text)
  if (url === undefined || url.hostname !== 'standards.esd.org.uk') return undefined
  const stated = url.searchParams.get('uri')
  if (stated === null || stated === '') return undefined
  return /^https?:/i.test(stated) ? stated : `http://id.esd.org.uk/${stated.replace(/^(esd|id):/i, '')}`
}

function tidyUri(text: string): string {
  if (/^urn:/i.test(text))
    return text.replace(/^urn:([^:]+):/i, (_, namespace: string) => `urn:${namespace.toLowerCase()}:`)
  return parseUrl(text)?.href.replace(/\/+$/, '') ?? text
}

function parseUrl(text: string): URL | undefined {
  return /^https?:/i.test(text) ? (URL.parse(text) ?? undefined) : undefined
}
