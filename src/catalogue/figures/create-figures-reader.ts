import { RULE_VERSIONS } from '../../model/rule-versions.ts'
import { questionOf } from '../search/question.ts'
import { countCells } from './count-cells.ts'
import type { FiguresContext } from './figures-context.ts'
import type { FiguresReader } from './figures-reader.ts'
import { readCountedRecords, readListings, readLocationRefs, readTermsOf, readUnknownOn } from './read-counted.ts'
import { readWaysUnder } from './read-ways-under.ts'
import { readRecords } from './read-records.ts'
import { countSharedSites } from './shared-sites.ts'
import { readPoints, readSites, recordsOutside } from './read-sites.ts'

/** The figures' part of the reading side. */
export function createFiguresReader(context: FiguresContext): FiguresReader {
  return {
    check: ({ filter, unknowns }) => void questionOf(context.store, context.search, filter, unknowns),
    countCells: (question, areas, terms) => countCells(context, question, areas, terms),
    readRecords: (question, areas) => readRecords(context, question, areas),
    readSites: (question, areas) => readSites(context, question, areas),
    recordsOutside: () => recordsOutside(context),
    sharedSites: (area) => countSharedSites(context, area),
    methods: () => ({ matching: RULE_VERSIONS.matching, quality: RULE_VERSIONS.scoring }),
    smallAreas: () => context.smallAreas(),
    smallAreaLookup: () => context.smallAreaLookup(),
    termsOf: (records, groups) => readTermsOf(context, records, groups),
    waysUnder: (records, terms) => readWaysUnder(context, records, terms),
    countedRecords: (records) => readCountedRecords(context, records),
    locationRefs: (locations) => readLocationRefs(context, locations),
    unknownOn: (question, records) => readUnknownOn(context, question, records),
    listings: (question, uid) => readListings(context, question, uid),
    remember: (key, compute, bytes) => context.store.remember(key, compute, bytes),
    readPoints: (question) => readPoints(context, question),
  }
}
