import type { ImportProblem } from '../model/import-problem.ts'
import type { SchemeIdentity } from './identify-term.ts'
import { createHierarchy, type ParentEdge } from './hierarchy.ts'

/** What a scheme file holds, ready to be stored: terms in the file's order, each once; parents free of cycles. */
export interface SchemeFile {
  readonly scheme: SchemeIdentity & { readonly description?: string; readonly version?: string }
  readonly terms: readonly SchemeTerm[]
  readonly parents: readonly ParentEdge[]
  readonly problems: readonly ImportProblem[]
}

/** A term as its scheme's file has it. */
interface SchemeTerm {
  readonly uri: string
  readonly curie?: string
  readonly code?: string
  readonly name: string
  readonly otherNames: readonly string[]
  readonly description?: string
  readonly discontinued: boolean
}

/** A row of a scheme file under its canonical URI; `parentUris` may name terms that turn out to be missing. */
export interface SchemeRow extends Omit<SchemeTerm, 'otherNames' | 'discontinued'> {
  readonly otherNames?: readonly string[]
  readonly discontinued?: boolean
  readonly parentUris: readonly string[]
  readonly line?: number
}

/** Puts rows together: a repeated URI is one term with its other names kept; unknown parents and cycles are left out; all of it is said. */
export function assembleScheme(
  scheme: SchemeFile['scheme'],
  rows: readonly SchemeRow[],
  problems: readonly ImportProblem[],
): SchemeFile {
  const said = [...problems]
  const terms = new Map<string, SchemeTerm>()
  for (const row of rows) {
    const before = terms.get(row.uri)
    if (before !== undefined && before.name !== row.name) {
      said.push({ ...at(row), message: `${row.uri} is named "${before.name}" and "${row.name}"; the first stays.` })
    }
    terms.set(row.uri, before === undefined ? termOf(row) : joinNames(before, row))
  }
  const edges: ParentEdge[] = []
  for (const row of rows) {
    for (const parentUri of row.parentUris) {
      if (terms.has(parentUri)) edges.push({ uri: row.uri, parentUri })
      else said.push({ ...at(row), message: `${row.uri} has a parent that is not in the file: ${parentUri}` })
    }
  }
  const hierarchy = createHierarchy(edges)
  for (const { uri, parentUri } of hierarchy.cut) {
    said.push({ message: `${uri} under ${parentUri} closes a circle; left out.` })
  }
  const parents = [...terms.keys()].flatMap((uri) =>
    hierarchy.parentsOf(uri).map((parentUri): ParentEdge => ({ uri, parentUri })),
  )
  return { scheme, terms: [...terms.values()], parents, problems: said }
}

function termOf(row: SchemeRow): SchemeTerm {
  const { parentUris: _parents, line: _line, ...term } = row
  return {
    ...term,
    otherNames: [...new Set(row.otherNames ?? [])].filter((name) => name !== row.name),
    discontinued: row.discontinued ?? false,
  }
}

function joinNames(before: SchemeTerm, row: SchemeRow): SchemeTerm {
  const names = new Set([...before.otherNames, row.name, ...(row.otherNames ?? [])])
  names.delete(before.name)
  return { ...before, otherNames: [...names] }
}

function at(row: SchemeRow): { readonly line?: number } {
  return row.line === undefined ? {} : { line: row.line }
}
