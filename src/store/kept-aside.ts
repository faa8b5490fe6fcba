import { readdirSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const MOST_KEPT_ASIDE = 3

/** Where a file that turned out to be damaged is kept. */
export function asideOf(file: string, at: Date): string {
  return `${file}.damaged-${at.toISOString().replaceAll(/[:.]/g, '-')}`
}

/** Removes all but the newest three of the damaged files that are kept. */
export function pruneAside(file: string): void {
  const all = readdirSync(dirname(file)).filter((name) => name.startsWith(`${basename(file)}.damaged-`))
  const outdated = [...new Set(all.map((name) => name.replace(/-(?:wal|shm)$/, '')))]
    .toSorted()
    .slice(0, -MOST_KEPT_ASIDE)
  for (const name of all.filter((each) => outdated.some((old) => each.startsWith(old))))
    rmSync(join(dirname(file), name))
}
