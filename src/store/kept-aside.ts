import { readdirSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

const MOST_KEPT_ASIDE = 3
const ASIDE = /\.damaged-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)-(\d{3})Z$/

/** Where a file that turned out to be damaged is kept. */
export function asideOf(file: string, at: Date): string {
  return `${file}.damaged-${at.toISOString().replaceAll(/[:.]/g, '-')}`
}

/** A damaged file that is kept. */
export interface KeptAside {
  readonly path: string
  /** RFC 3339: when it was found to be damaged. */
  readonly at: string
  readonly bytes: number
}

/** What is kept of a file that turned out to be damaged, the newest last. */
export function findAside(file: string): readonly KeptAside[] {
  const folder = dirname(file)
  return readdirSync(folder)
    .toSorted()
    .flatMap((name) => {
      const [day, hours, minutes, seconds, ms] = name.startsWith(basename(file))
        ? (ASIDE.exec(name)?.slice(1) ?? [])
        : []
      if (day === undefined) return []
      const path = join(folder, name)
      return [
        {
          path,
          at: `${day}T${hours}:${minutes}:${seconds}.${ms}Z`,
          bytes: statSync(path, { throwIfNoEntry: false })?.size ?? 0,
        },
      ]
    })
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
