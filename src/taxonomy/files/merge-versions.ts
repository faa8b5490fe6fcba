import { assembleScheme, type SchemeFile, type SchemeRow } from '../scheme-file.ts'

/**
 * One entry per scheme of all its files, which come oldest first: a later version is believed before an earlier one, where
 * both state their versions by these, else by their order. What a newer version no longer has is kept, since services may
 * carry it, under its old parents; it is marked discontinued, unless the scheme's files mark such terms themselves.
 */
export function mergeVersions(files: readonly SchemeFile[]): readonly SchemeFile[] {
  return [...Map.groupBy(files, ({ scheme }) => scheme.key).values()].flatMap((versions) => {
    const [oldest, ...newer] = versions.toSorted((a, b) => compareVersions(a.scheme.version, b.scheme.version))
    return oldest === undefined ? [] : [newer.reduce(mergeTwo, oldest)]
  })
}

/** Adds what a file that is only part of a scheme knows and the scheme's own files do not. */
export function addPart(files: readonly SchemeFile[], part: SchemeFile): readonly SchemeFile[] {
  const whole = files.find(({ scheme }) => scheme.key === part.scheme.key)
  if (whole === undefined) return [...files, part]
  const held = new Set(whole.terms.map(({ uri }) => uri))
  const added = part.terms.filter(({ uri }) => !held.has(uri))
  return files.map((file) => (file === whole ? { ...whole, terms: [...whole.terms, ...added] } : file))
}

function compareVersions(a: string | undefined, b: string | undefined): number {
  return a === undefined || b === undefined ? 0 : a.localeCompare(b, 'en', { numeric: true })
}

function mergeTwo(older: SchemeFile, newer: SchemeFile): SchemeFile {
  const held = new Map(newer.terms.map((term) => [term.uri, term]))
  const marksItself = [...older.terms, ...newer.terms].some(({ discontinued }) => discontinued)
  const rowsOf = (file: SchemeFile): SchemeRow[] => {
    const parents = Map.groupBy(file.parents, ({ uri }) => uri)
    return file.terms.map((term) => ({
      ...term,
      parentUris: (parents.get(term.uri) ?? []).map(({ parentUri }) => parentUri),
    }))
  }
  const gone = rowsOf(older)
    .filter(({ uri }) => !held.has(uri))
    .map((row) => ({ ...row, discontinued: marksItself ? (row.discontinued ?? false) : true }))
  const formerNames = new Map(older.terms.map(({ uri, name, otherNames }) => [uri, [name, ...otherNames]]))
  const present = rowsOf(newer).map((row) => ({
    ...row,
    otherNames: [...(row.otherNames ?? []), ...(formerNames.get(row.uri) ?? [])],
  }))
  return assembleScheme(newer.scheme, [...present, ...gone], [...older.problems, ...newer.problems])
}
