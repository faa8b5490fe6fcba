import type { KnownScheme } from '../known-schemes.ts'

type KeptScheme = Omit<KnownScheme, 'codePattern'> & {
  readonly codePattern: { readonly source: string; readonly flags: string }
}

/** How publishers write schemes, as JSON that `readSchemes` reads. */
export function writeSchemes(schemes: readonly KnownScheme[]): string {
  const kept = schemes.map(({ codePattern: { source, flags }, ...scheme }): KeptScheme => ({
    ...scheme,
    codePattern: { source, flags },
  }))
  return JSON.stringify(kept)
}

/** What `writeSchemes` wrote. */
export function readSchemes(json: string): readonly KnownScheme[] {
  const kept: readonly KeptScheme[] = JSON.parse(json)
  return kept.map(({ codePattern: { source, flags }, ...scheme }) => ({
    ...scheme,
    codePattern: new RegExp(source, flags),
  }))
}
