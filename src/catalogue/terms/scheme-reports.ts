import { reportMappings, type SchemeUseReport, type TermUse } from '../../taxonomy/report-mappings.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import type { TermView } from './term-view.ts'
import { numberOf, textOf } from '../../store/row.ts'
import type { MappingView } from './mapping-view.ts'

/**
 * Per feed and scheme, how far the terms that active services carry are understood beyond the feed; with the `first`
 * commonest terms that are not. `slugOf` leaves out feeds that do not count.
 */
export function readSchemeReports(
  store: ReaderStore,
  terms: TermView,
  mappings: MappingView,
  slugOf: (fid: number) => string | undefined,
  first: number,
): readonly SchemeUseReport[] {
  const rows = store.all(
    `SELECT t.uri, s.fid, count(*) AS n FROM service_term x JOIN service s USING (sid) JOIN term t USING (tid)
     WHERE x.direct = 1 AND s.active = 1 GROUP BY x.tid, s.fid`,
  )
  const schemes = new Map(terms.taxonomies.map((taxonomy) => [taxonomy.key, taxonomy]))
  const uses = rows.flatMap((row): TermUse[] => {
    const term = terms.termByUri(textOf(row, 'uri'))
    const scheme = schemes.get(term?.taxonomy ?? '')
    const feed = slugOf(numberOf(row, 'fid'))
    if (term === undefined || scheme === undefined || feed === undefined) return []
    return [{ feed, uri: term.uri, name: term.name, scheme, services: numberOf(row, 'n') }]
  })
  const isShared = (uri: string): boolean => schemes.get(terms.termByUri(uri)?.taxonomy ?? '')?.shared === true
  return reportMappings(uses, mappings.reviewed, isShared, first)
}

/** A feed's commonest terms that mean nothing beyond it, with how many services carry each, most first; at most as many as the reports hold. */
export function unmappedTermsOf(
  reports: readonly SchemeUseReport[],
  feed: string,
): readonly { readonly name: string; readonly count: number }[] {
  return reports
    .filter((report) => report.feed === feed)
    .flatMap(({ commonestUnmapped }) => commonestUnmapped.map(({ name, services }) => ({ name, count: services })))
    .toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name, 'en'))
}

/** Of the uses of a scheme's terms by services, the share whose terms are understood beyond the feed; undefined where no service uses any. */
export function mappedShareOf(reports: readonly SchemeUseReport[], key: string): number | undefined {
  const own = reports.filter(({ scheme }) => scheme === key)
  const uses = own.reduce((sum, report) => sum + report.uses, 0)
  return uses === 0 ? undefined : own.reduce((sum, report) => sum + report.mappedUses, 0) / uses
}
