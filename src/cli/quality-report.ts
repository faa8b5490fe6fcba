import { openWorklist, type WorklistEntry } from '../catalogue/scores/open-worklist.ts'
import { ConfigError } from '../config/config-error.ts'
import { catalogueFile } from './duplicates-list.ts'

/** Prints what the assurer of a feed should mend, the worst record first, after what is wrong most often; as text or JSON. */
export function reportQuality(
  feed: string,
  { first, json = false }: { readonly first: string; readonly json?: boolean },
): void {
  const worklist = openWorklist(catalogueFile())
  try {
    if (!worklist.feeds.includes(feed))
      throw new ConfigError('The arguments', [
        { path: feed, problem: `is no feed held here; held are ${worklist.feeds.join(', ') || 'none'}` },
      ])
    const entries = worklist.read(feed, Number.MAX_SAFE_INTEGER)
    const shown = entries.slice(0, Number.parseInt(first, 10) || 0)
    if (json) {
      const commonest = commonestIssues(entries).map(([issue, count]) => ({ issue, count }))
      console.log(JSON.stringify({ feed, activeServices: entries.length, commonest, records: shown }, undefined, 2))
      return
    }
    for (const line of [...describeCommonest(entries), ...shown.flatMap(describeEntry)]) console.log(line)
  } finally {
    worklist.close()
  }
}

const MOST_COMMON = 10

function commonestIssues(entries: readonly WorklistEntry[]): readonly (readonly [issue: string, count: number])[] {
  const counts = new Map<string, number>()
  for (const { quality } of entries) {
    const stated = new Set(quality.issues.map(({ code, path }) => `${code} ${path.replaceAll(/\[\d+\]/g, '')}`))
    for (const issue of stated) counts.set(issue, (counts.get(issue) ?? 0) + 1)
  }
  return [...counts].toSorted(([, a], [, b]) => b - a).slice(0, MOST_COMMON)
}

function describeCommonest(entries: readonly WorklistEntry[]): readonly string[] {
  return [
    `${entries.length} active services. What most of them lack:`,
    ...commonestIssues(entries).map(([issue, count]) => `${String(count).padStart(6)}  ${issue}`),
  ]
}

function describeEntry({ originId, name, quality, contactChangedAt }: WorklistEntry): readonly string[] {
  const { score, band, richness, freshness, findability, validity, issues } = quality
  const percent = (value: number): string => `${Math.round(value * 100)} %`
  return [
    '',
    `${score.toFixed(1)} ${band}  ${name}  (${originId})`,
    `    richness ${percent(richness)}, freshness ${percent(freshness)}, findability ${percent(findability)}, validity ${percent(validity)}`,
    ...(contactChangedAt === undefined
      ? []
      : [
          `    ! contacts: changed on ${contactChangedAt.slice(0, 10)} by a feed that lists this service; ask the organization.`,
        ]),
    ...issues.map(({ severity, path, message }) => `    ${severity === 'INFO' ? '-' : '!'} ${path}: ${message}`),
  ]
}
