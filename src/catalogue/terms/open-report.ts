import { doAll } from '../steps.ts'
import type { SchemeUseReport } from '../../taxonomy/report-mappings.ts'
import { builtInRegistry } from '../../taxonomy/scheme-registry.ts'
import { readTermView } from './term-view.ts'
import { numberOf, textOf } from '../../store/row.ts'
import { readMappingView } from './mapping-view.ts'
import { readSchemeReports } from './scheme-reports.ts'
import { openStore } from '../open-store.ts'

/** How far the terms of these feeds are understood, from a catalogue's file as it stands; a gateway may be writing it. */
export function openReport(file: string, slugs: readonly string[], first: number): readonly SchemeUseReport[] {
  const store = openStore(file)
  try {
    const rows = store.all('SELECT fid, slug FROM feed')
    const feeds = new Map(rows.map((row) => [numberOf(row, 'fid'), textOf(row, 'slug')]))
    const slugOf = (fid: number): string | undefined => slugs.find((slug) => slug === feeds.get(fid))
    const terms = readTermView(store, slugOf, () => builtInRegistry)
    return doAll(readSchemeReports(store, terms, readMappingView(store, terms), slugOf, first))
  } finally {
    store.close()
  }
}
