import { type Column, selectColumns } from './columns.ts'

/** What is stated of each feed behind an export, from a FeedReport: whose data it is, under which terms, and how old. */
export const SOURCE_COLUMNS: readonly Column[] = [
  ['feed', 'feed.slug'],
  ['name', 'feed.name'],
  ['publisher', 'feed.publisher'],
  ['url', 'feed.url'],
  ['licence', 'feed.licence'],
  ['attribution', 'feed.attribution'],
  ['scope', 'feed.scope'],
  ['standard', 'feed.standard'],
  ['state', 'state'],
  ['asOf', 'asOf'],
  ['services', 'services'],
  ['detailedShare', 'detailedShare'],
  ['reason', 'reason'],
  ['code', 'code'],
]

/** The selection of a FeedReport that the columns need. */
export const SOURCE_SELECTION = selectColumns(SOURCE_COLUMNS)
