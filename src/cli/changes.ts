import { once } from 'node:events'
import { join } from 'node:path'

import type { ChangeKind, ChangeQuery } from '../model/change.ts'
import { openChanges } from '../catalogue/changes/open-changes.ts'
import { ConfigError, type ConfigProblem } from '../config/config-error.ts'
import { readSettings } from '../config/settings.ts'
import { canonicalInstantOrDay } from '../model/canonical-instant.ts'
import { present } from '../model/present.ts'

export interface ChangesOptions {
  readonly since: string
  readonly until?: string
  readonly feed?: readonly string[]
  readonly kind?: readonly string[]
  /** Number of the last change already had. */
  readonly after?: string
}

const KINDS: readonly ChangeKind[] = ['ADDED', 'UPDATED', 'REMOVED', 'MERGED', 'SPLIT', 'CONTACT_CHANGED']

/** Writes the changes kept in DATA_DIR to standard output, a JSON object a line, oldest first; a gateway may be running on it. */
export async function printChanges(options: ChangesOptions): Promise<void> {
  const { query, after } = readOptions(options)
  const changes = openChanges(join(readSettings().dataDir, 'catalogue.sqlite'))
  try {
    const unknown = (query.feeds ?? []).filter((slug) => !changes.feeds.includes(slug))
    if (unknown.length > 0)
      throw new ConfigError('The arguments', [
        {
          path: '--feed',
          problem: `names ${unknown.join(', ')}; the feeds held are ${changes.feeds.join(', ') || 'none'}`,
        },
      ])
    const hasGap = after > 0 && after < changes.lastForgotten
    if (changes.from !== undefined && (hasGap || Date.parse(query.since) < Date.parse(changes.from)))
      process.stderr.write(
        `Changes are kept from ${changes.from} on: what changed between ${hasGap ? `change ${after}` : query.since} and then is not known.\n`,
      )
    for (const change of changes.read(query, after)) {
      // A reader that falls behind is waited for; the lines never pile up in memory.
      if (!process.stdout.write(`${JSON.stringify(change)}\n`)) await once(process.stdout, 'drain')
    }
  } finally {
    changes.close()
  }
}

function readOptions({ since, until, feed, kind, after }: ChangesOptions): { query: ChangeQuery; after: number } {
  const kinds = kind?.map((name) => name.toUpperCase())
  const problems: ConfigProblem[] = []
  for (const [path, instant] of [
    ['--since', since],
    ['--until', until],
  ] as const)
    if (instant !== undefined && canonicalInstantOrDay(instant) === undefined)
      problems.push({ path, problem: `is "${instant}": write a date or an instant such as 2026-11-01T00:00:00Z` })
  if (after !== undefined && !/^\d{1,15}$/.test(after))
    problems.push({ path: '--after', problem: `is "${after}": give the seq of the last change you have` })
  for (const name of kinds ?? [])
    if (!isKind(name)) problems.push({ path: '--kind', problem: `is "${name}": known are ${KINDS.join(', ')}` })
  if (problems.length > 0) throw new ConfigError('The arguments', problems)
  return {
    query: {
      since: canonicalInstantOrDay(since) ?? since,
      ...(until === undefined ? {} : { until: canonicalInstantOrDay(until) ?? until }),
      ...present({ feeds: feed, kinds: kinds?.filter(isKind) }),
    },
    after: Number(after ?? 0),
  }
}

function isKind(name: string): name is ChangeKind {
  return KINDS.some((kind) => kind === name)
}
