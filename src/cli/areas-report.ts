import { join } from 'node:path'

import { openUnresolvedNames } from '../catalogue/areas/open-unresolved-names.ts'
import { readSettings } from '../config/settings.ts'
import type { UnresolvedName } from '../geography/rank-unresolved.ts'

/** Prints the names of service areas that could not be resolved, the commonest first, for whoever keeps the aliases; as text or JSON. */
export function reportAreas({ json = false }: { readonly json?: boolean } = {}): void {
  const names = openUnresolvedNames(join(readSettings().dataDir, 'catalogue.sqlite'))
  if (json) return console.log(JSON.stringify(names, undefined, 2))
  if (names.length === 0) console.log('Every service area that is declared by name was resolved.')
  for (const name of names) console.log(describeName(name))
}

/** One name in a line: how often, where, and what it could mean. */
export function describeName({ name, resolution, count, feeds, candidates }: UnresolvedName): string {
  const why = resolution === 'AMBIGUOUS' ? `ambiguous: ${candidates.join(', ')}` : 'not known'
  return `${String(count).padStart(6)}  ${name}  (${why}; in ${feeds.join(', ')})`
}
