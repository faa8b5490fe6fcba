import { knownSchemes, type KnownScheme } from './known-schemes.ts'

/** Finds a shared scheme by what a publisher calls it, or by a term's URI. */
export interface SchemeRegistry {
  readonly schemes: readonly KnownScheme[]
  /** By key, name, CURIE prefix or any other name, folded; undefined where nobody shares it. */
  findByName(name: string): KnownScheme | undefined
  /** The scheme and code behind a term's URI, however its beginning is spelled. */
  findByTermUri(uri: string): { readonly scheme: KnownScheme; readonly code: string } | undefined
}

/** A registry of the built-in schemes and `more`; of two with one name the later is found, so an import can correct the built-in. */
export function createSchemeRegistry(more: readonly KnownScheme[] = []): SchemeRegistry {
  const schemes = [...knownSchemes, ...more]
  const byName = new Map<string, KnownScheme>()
  const stubs: { readonly stub: string; readonly scheme: KnownScheme }[] = []
  for (const scheme of schemes) {
    for (const name of [scheme.key, scheme.name, scheme.curiePrefix, ...scheme.otherNames]) {
      byName.set(foldSchemeName(name), scheme)
    }
    for (const stub of [scheme.uriStub, ...scheme.otherStubs])
      stubs.push({ stub: withoutProtocol(stub).toLowerCase(), scheme })
  }
  return {
    schemes,
    findByName: (name) => byName.get(foldSchemeName(name)),
    findByTermUri(uri) {
      const bare = withoutProtocol(uri)
      const folded = bare.toLowerCase()
      for (const { stub, scheme } of stubs) {
        if (!folded.startsWith(stub)) continue
        const code = foldCode(scheme, bare.slice(stub.length).replace(/\/$/, ''))
        if (scheme.codePattern.test(code)) return { scheme, code }
      }
      return undefined
    },
  }
}

/** The built-in schemes alone. */
export const builtInRegistry = createSchemeRegistry()

/**
 * One spelling for the names of a scheme: `ESDstandards`, `esd standards`, `esdServiceTypes` and `esdServiceType`
 * differ only in case, spacing and number. URIs lose their protocol and trailing slash.
 */
export function foldSchemeName(name: string): string {
  const bare = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/^https?:\/\/(www\.)?/, '')
    .replaceAll(/[^a-z0-9]/g, '')
  return bare.replace(/s$/, '')
}

/** One spelling for a code: case counts only where the scheme's pattern says so. */
export function foldCode(scheme: KnownScheme, code: string): string {
  return scheme.codePattern.ignoreCase ? code.trim().toLowerCase() : code.trim()
}

function withoutProtocol(uri: string): string {
  return uri.trim().replace(/^https?:\/\/(www\.)?/i, '')
}
