import { reportMappings, type SchemeUseReport, type TermUse } from '../../taxonomy/report-mappings.ts'
import type { ReaderStore } from '../../store/reader-store.ts'
import { aboutAll } from '../search/choose-set.ts'
import { eachRange, type Steps } from '../steps.ts'
import type { TermView } from './term-view.ts'
import { createListedCounts } from '../../store/listed-counts.ts'
import { numberOf } from '../../store/row.ts'
import type { MappingView } from './mapping-view.ts'

/**
 * Per feed and scheme, how far the terms that active services carry are understood beyond the feed; with the `first`
 * commonest terms that are not. `slugOf` leaves out feeds that do not count.
 */
export function* readSchemeReports(
  store: ReaderStore,
  terms: TermView,
  mappings: MappingView,
  slugOf: (fid: number) => string | undefined,
  first: number,
): Steps<readonly SchemeUseReport[]> {
  const found = createListedCounts()
  yield* eachRange(aboutAll(store), (from, to) =>
    store.counting(found, () =>
      store.get(
        `SELECT count(note_listed(s.fid, x.named)) AS n FROM service s CROSS JOIN service_terms x USING (sid)
         WHERE s.sid BETWEEN ? AND ? AND s.active = 1`,
        from,
        to,
      ),
    ),
  )
  const schemes = new Map(terms.taxonomies.map((taxonomy) => [taxonomy.key, taxonomy]))
  const isShared = (uri: string): boolean => schemes.get(terms.termByUri(uri)?.taxonomy ?? '')?.shared === true
  const counting = store.all('SELECT fid FROM feed').flatMap((row) => {
    const feed = slugOf(numberOf(row, 'fid'))
    return feed === undefined ? [] : [{ feed, own: found.of(numberOf(row, 'fid')) }]
  })
  const reports: SchemeUseReport[] = []
  for (const { feed, own } of counting.toSorted((a, b) => a.feed.localeCompare(b.feed, 'en'))) {
    const uses = own.flatMap(([tid, services]): TermUse[] => {
      const term = terms.termByRow(tid)
      const scheme = schemes.get(term?.taxonomy ?? '')
      return term === undefined || scheme === undefined
        ? []
        : [{ feed, uri: term.uri, name: term.name, scheme, services }]
    })
    reports.push(...reportMappings(uses, mappings.reviewed, isShared, first))
    yield
  }
  return reports
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
