import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { openReport } from '../catalogue/terms/open-report.ts'
import { readSettings } from '../config/settings.ts'
import type { SchemeUseReport } from '../taxonomy/report-mappings.ts'
import { readFeedsInUse } from './feeds-file.ts'

/**
 * Prints, per feed and scheme, how far the terms in use are understood beyond the feed, the `first` commonest that are not,
 * and the names of schemes that nobody shares. As text or JSON. Reads the catalogue as it stands, beside a gateway that may be running.
 */
export async function reportTaxonomies(first: number, json = false): Promise<void> {
  const settings = readSettings()
  const { feeds } = await readFeedsInUse(settings)
  const file = join(settings.dataDir, 'catalogue.sqlite')
  if (!existsSync(file)) {
    // Standard output is for JSON alone then.
    const say = json ? console.error : console.log
    say(`Nothing is known yet: ${file} does not exist. Let the gateway read its feeds first, or set DATA_DIR.`)
    return
  }
  const slugs = feeds.filter(({ enabled }) => enabled).map(({ slug }) => slug)
  const reports = openReport(file, slugs, first)
  if (json) return console.log(JSON.stringify(reports, undefined, 2))
  for (const line of describeReports(reports)) console.log(line)
}

/** The report's lines. */
export function describeReports(reports: readonly SchemeUseReport[]): readonly string[] {
  const local = reports.filter(({ shared }) => !shared)
  return [
    ...[...Map.groupBy(reports, ({ feed }) => feed)].flatMap(([feed, own]) => [feed, ...own.flatMap(describeScheme)]),
    ...(reports.length === 0 ? ['No service carries a term.'] : []),
    ...(local.length === 0 ? [] : ['', 'Scheme names that nobody shares:']),
    ...local.map(({ feed, schemeName }) => `  ${schemeName} (${feed})`),
  ]
}

function describeScheme(report: SchemeUseReport): readonly string[] {
  const { schemeName, shared, terms, mappedTerms, uses, mappedUses, commonestUnmapped } = report
  const share = uses === 0 ? 0 : Math.round((100 * mappedUses) / uses)
  const kind = shared ? 'shared' : `${mappedTerms} of ${terms} terms mapped, ${share} % of ${uses} uses`
  return [
    `  ${schemeName}: ${shared ? `${terms} terms, ${uses} uses, ${kind}` : kind}`,
    ...commonestUnmapped.map(({ name, services, uri }) => `    ${services} × ${name}  ${uri}`),
  ]
}
