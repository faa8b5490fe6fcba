import type { Command } from 'commander'

import type { BulkOptions } from './bulk.ts'
import type { ChangesOptions } from './changes.ts'
import type { ExportOptions } from './export.ts'

/** Adds the commands that write what is held as files and lines. */
export function addExportCommands(program: Command): void {
  program
    .command('export')
    .description(
      'Write from DATA_DIR: services.csv, places.geojson, records.ndjson, organizations.csv, quality.csv, duplicates.csv, areas.csv, coverage.csv, coverage-areas.csv, overlaps.csv, trend.csv, counted.csv, gaps.csv, demand.csv, changes.csv, issues.csv, worklist.csv, feeds.csv, verification.csv, filters.csv, unmapped-terms.csv, unresolved-areas.csv, service-issues.csv, service-differences.csv or sources.csv.',
    )
    .argument('<name>', 'which of them; also where it is written')
    .option('--output <path>', 'write it there instead; - is standard output')
    .option('--frozen <name>', 'from this copy that `freeze` made, rather than from what is held now')
    .option('--filter <json>', 'a ServiceFilter, as GraphQL has it; of organizations and issues their own filter')
    .option('--unknowns <name>', 'INCLUDE or EXCLUDE')
    .option('--duplicates <name>', 'COLLAPSE or KEEP')
    .option('--order-by <name>', 'a ServiceOrder, such as NAME')
    .option('--areas <json>', 'of coverage: an AreaSelection')
    .option('--rows <json>', 'of coverage: a RowSelection')
    .option('--basis <name>', 'of coverage: an AreaBasis')
    .option('--comparators <json>', 'of coverage: an AreaSelection')
    .option('--population <name>', 'of coverage: a PopulationBand')
    .option('--classified-share <number>', 'of coverage: from 0 to 1')
    .option('--as-of <instant>', 'of coverage and gaps: as it was counted then')
    .option('--from <date>', 'of trend: the first day')
    .option('--to <date>', 'of trend: the last day')
    .option('--step <name>', 'of trend: DAY, WEEK, MONTH, QUARTER or YEAR')
    .option('--present-in-share <number>', 'of gaps: from 0 to 1')
    .option('--per <name>', 'of counted: SERVICE, RECORD, PUBLISHED_RECORD, ORGANIZATION, SITE or SMALL_AREA')
    .option('--term <uri>', 'of counted: the rows of the cells of this term')
    .option('--together <boolean>', 'of counted: true for all areas together')
    .option('--since <instant>', 'of changes: from this instant on; of demand: weeks from this day on')
    .option('--until <instant>', 'of changes: before this instant; of demand: weeks before this day')
    .option('--feeds <slugs>', 'of changes: of these feeds alone, with commas between')
    .option('--outcomes <names>', 'of demand: NONE or FEW alone')
    .option('--kinds <names>', 'of changes and worklist: of these kinds alone, with commas between')
    .option('--slug <slug>', 'of worklist: of this feed')
    .option('--id <id>', 'of service-issues and service-differences: of this service')
    .option('--changes <names>', 'of worklist: NEW, STANDING or SETTLED alone, with commas between')
    .option('--slugs <slugs>', 'of feeds, their parts and issues: of these feeds alone, with commas between')
    .action(async (name: string, options: ExportOptions) => (await import('./export.ts')).exportFile(name, options))

  program
    .command('bulk')
    .description(
      'Write a release of all that is held below a folder: SQLite, Parquet, GeoParquet, NDJSON, GeoJSON and the tables of HSDS, with checksums. `/data/` serves the current one of BULK_DIR.',
    )
    .argument('[folder]', 'the folder of releases; BULK_DIR where not given')
    .option('--frozen <name>', 'of this copy that `freeze` made, rather than of what is held now')
    .action(async (folder: string | undefined, options: BulkOptions) =>
      (await import('./bulk.ts')).writeBulk(folder, options),
    )

  program
    .command('changes')
    .description('Print the changes kept in DATA_DIR, a JSON object a line, oldest first.')
    .requiredOption('--since <instant>', 'changes from this instant on')
    .option('--until <instant>', 'changes before this instant')
    .option('--feed <slug...>', 'of these feeds alone')
    .option('--kind <kind...>', 'of these kinds alone: ADDED, UPDATED, REMOVED, MERGED, SPLIT, CONTACT_CHANGED')
    .option('--after <seq>', 'go on after the change of this number')
    .action(async (options: ChangesOptions) => (await import('./changes.ts')).printChanges(options))
}
