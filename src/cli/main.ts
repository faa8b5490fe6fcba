// The commands a person types. The room only reads arguments, settings and signals, and prints; all else is handed on.
import { Command } from 'commander'

import type { ChangesOptions } from './changes.ts'
import type { DecideOptions } from './duplicates-decide.ts'
import type { ExportOptions } from './export.ts'
import { IMPORT_HELP } from './areas-import-help.ts'
import type { CrosswalkOptions } from './taxonomy-crosswalk.ts'
import type { UntaggedOptions } from './taxonomy-untagged.ts'
import { explainFault } from './explain-fault.ts'
import { present } from '../model/present.ts'
import type { WorklistOptions } from './worklist.ts'

// A reader such as `head` that has seen enough ends the command, quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

const program = new Command('oruk-gateway')
  .description("One GraphQL endpoint over many councils' Open Referral UK feeds.")
  .showHelpAfterError()

program
  .command('serve')
  .description('Serve the feeds of FEEDS_CONFIG until stopped.')
  .option('--fd <number>', 'serve the socket that whoever starts it holds, such as systemd, in place of PORT')
  .action(async ({ fd }: { fd?: string }) => (await import('./serve.ts')).serve(fd))

program
  .command('supervise')
  .description(
    'Hold the port and serve as `serve` does: a process that ends is started again, and at SIGUSR2 a new one takes over, without refusing anybody.',
  )
  .action(async () => (await import('./supervise.ts')).supervise())

program
  .command('demo')
  .description(
    'Start fictional sample councils and a gateway over them: nothing to configure, nothing leaves this machine.',
  )
  .action(async () => (await import('./demo.ts')).demo())

program
  .command('print-schema')
  .description('Write schema/gateway.graphql and schema/feeds.config.schema.json.')
  .option('--check', 'write nothing; fail where the files say otherwise')
  .action(async ({ check }: { check?: boolean }) =>
    (await import('./print-schema.ts')).printSchemas({ isCheck: check === true }),
  )

program
  .command('config')
  .description('Work on the feeds file.')
  .command('check')
  .description('Check a feeds file and list every problem.')
  .argument('[file]', 'the file; FEEDS_CONFIG where not given')
  .action(async (file?: string) => (await import('./check-config.ts')).checkConfig(file))

program
  .command('check')
  .description('Read any feed as the gateway would and say how it fares; exit code 1 where it fails.')
  .argument('<url>', 'base address of the feed')
  .option('--json', 'print the report as JSON')
  .option('--details <number>', 'how many details to read at most', '200')
  .action(async (url: string, options: { json?: boolean; details: string }) =>
    (await import('./check-feed.ts')).checkFeed(url, options),
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

const areas = program.command('areas').description('Work on the areas and postcodes in DATA_DIR.')

areas
  .command('import')
  .description(
    'Take over areas, what became of them, populations, boundaries (GeoJSON) and postcodes (NSPL, ONSPD), recognised by their content; a file that can not be read does not stop the others.',
  )
  .argument('<files...>', 'the files, as published')
  .addHelpText('after', IMPORT_HELP)
  .action(async (files: string[]) => (await import('./areas-import.ts')).importAreasFiles(files))

areas
  .command('report')
  .description('List the names of declared service areas that could not be resolved, the commonest first.')
  .option('--json', 'as JSON')
  .action(async (options: { json?: boolean }) => (await import('./areas-report.ts')).reportAreas(options))

const taxonomy = program.command('taxonomy').description('Work on schemes of terms and the mappings between them.')

taxonomy
  .command('import')
  .description(
    'Take files into DATA_DIR: LGA lists (CSV), SKOS (JSON-LD), Open Eligibility (XML), plain CSV, schemes (CSV), crosswalks (CSV), LGA mapping lists (JSON).',
  )
  .argument('<file...>', 'the files; each is published by its content')
  .option('--list <name>', 'the LGA list, where a CSV has no column Type: services, needs, circumstances')
  .option('--name <name>', "the scheme's name, where a plain CSV is of no known scheme")
  .option('--scheme-version <version>', 'the version, where the file does not say it')
  .option('--from <list>', 'the LGA list that a mapping list leads from')
  .option('--to <list>', 'the LGA list that it leads to')
  .action(async (files: string[], { schemeVersion, ...stated }: Record<string, string>) =>
    (await import('./taxonomy-import.ts')).importTaxonomies(files, {
      ...stated,
      ...present({ version: schemeVersion }),
    }),
  )

taxonomy
  .command('report')
  .description(
    'Say per feed and scheme how far its terms are mapped, which common ones are not, and which schemes nobody shares.',
  )
  .option('--first <number>', 'how many of the commonest unmapped terms to list', '10')
  .option('--json', 'as JSON')
  .action(async ({ first, json }: { first: string; json?: boolean }) =>
    (await import('./taxonomy-report.ts')).reportTaxonomies(Number.parseInt(first, 10) || 0, json),
  )

taxonomy
  .command('crosswalk')
  .description(
    "Write a feed's unmapped terms as CSV with suggestions and their reasons, those first that would place most services; `taxonomy import` takes the rows whose relation was filled in.",
  )
  .argument('<feed>', 'the slug of the feed')
  .option('--output <path>', 'write it there instead of <feed>.crosswalk.csv; - is standard output')
  .option('--suggestions <number>', 'how many suggestions a term has at most', '3')
  .option('--json', 'write nothing, print all of it as JSON')
  .action(async (feed: string, options: CrosswalkOptions) =>
    (await import('./taxonomy-crosswalk.ts')).writeCrosswalkTemplate(feed, options),
  )

taxonomy
  .command('untagged')
  .description(
    "Write a feed's services without any understood term as CSV, with the terms that their own words suggest, and print how often such suggestions are right where services are tagged.",
  )
  .argument('<feed>', 'the slug of the feed')
  .option('--output <path>', 'write it there instead of <feed>.untagged.csv; - is standard output')
  .option('--suggestions <number>', 'how many suggestions a service has at most', '3')
  .option('--scheme <name>', 'of this scheme alone: its key, URI or name')
  .option('--json', 'write nothing, print all of it as JSON')
  .action(async (feed: string, options: UntaggedOptions) =>
    (await import('./taxonomy-untagged.ts')).writeUntagged(feed, options),
  )

program
  .command('status')
  .description('Show what the catalogue in DATA_DIR holds, its versions, and where its bytes are.')
  .option('--json', 'as JSON')
  .action(async (options: { json?: boolean }) => (await import('./status.ts')).printStatus(options))

program
  .command('export')
  .description(
    'Write from DATA_DIR: services.csv, places.geojson, records.ndjson, organizations.csv, quality.csv, duplicates.csv, areas.csv, coverage.csv, coverage-areas.csv, counted.csv, gaps.csv, changes.csv, issues.csv, worklist.csv, feeds.csv or sources.csv.',
  )
  .argument('<name>', 'which of them; also where it is written')
  .option('--output <path>', 'write it there instead; - is standard output')
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
  .option('--present-in-share <number>', 'of gaps: from 0 to 1')
  .option('--per <name>', 'of counted: SERVICE, RECORD, PUBLISHED_RECORD, ORGANIZATION or SITE')
  .option('--term <uri>', 'of counted: the rows of the cells of this term')
  .option('--together <boolean>', 'of counted: true for all areas together')
  .option('--since <instant>', 'of changes: from this instant on')
  .option('--until <instant>', 'of changes: before this instant')
  .option('--feeds <slugs>', 'of changes: of these feeds alone, with commas between')
  .option('--kinds <names>', 'of changes and worklist: of these kinds alone, with commas between')
  .option('--slug <slug>', 'of worklist: of this feed')
  .option('--changes <names>', 'of worklist: NEW, STANDING or SETTLED alone, with commas between')
  .option('--slugs <slugs>', 'of feeds and issues: of these feeds alone, with commas between')
  .action(async (name: string, options: ExportOptions) => (await import('./export.ts')).exportFile(name, options))

const duplicates = program.command('duplicates').description('Review which records of several feeds are one service.')

duplicates
  .command('list')
  .description('List pairs that are or may be one service, the surest first.')
  .option('--feed <slug>', 'pairs with a record of this feed')
  .option('--decision <name>', 'AUTO, REVIEWED, PENDING or REJECTED', 'PENDING')
  .option('--first <number>', 'how many at most', '50')
  .option('--json', 'as JSON, with the evidence')
  .action(async (options: { feed?: string; decision: string; first: string; json?: boolean }) =>
    (await import('./duplicates-list.ts')).listDuplicates(options),
  )

duplicates
  .command('show')
  .description('Show two records side by side, with the evidence for and against.')
  .argument('<a>', 'a record, as feed/originId')
  .argument('<b>', 'the other')
  .option('--json', 'as JSON')
  .action(async (a: string, b: string, options: { json?: boolean }) =>
    (await import('./duplicates-list.ts')).showDuplicates(a, b, options),
  )

duplicates
  .command('decide')
  .description(
    'Decide what two records are to each other; it outranks all evidence, and POSSIBLE takes it back. With --from, what each row of a CSV decides.',
  )
  .argument('[a]', 'a record, as feed/originId')
  .argument('[b]', 'the other')
  .argument(
    '[relation]',
    'SAME_SERVICE, SAME_OFFERING_OTHER_AREA, SAME_SITE_DIFFERENT_SERVICE, SAME_ORGANIZATION or POSSIBLE',
  )
  .requiredOption('--by <name>', 'who decides')
  .option('--note <text>', 'why')
  .option('--from <csv>', 'a file with the columns record, other and decision (and note), such as a worklist filled in')
  .option('--feed <slug>', 'with --from: only pairs with a record of this feed, whose publisher answered')
  .action(async (a: string | undefined, b: string | undefined, relation: string | undefined, options: DecideOptions) =>
    (await import('./duplicates-decide.ts')).decide([a, b, relation], options),
  )

duplicates
  .command('report')
  .description('Write per publisher what its assurer should look at, both records side by side, as text and CSV.')
  .option('--feed <slug>', 'for this feed alone')
  .option('--output <folder>', 'where to write', 'duplicates')
  .option('--json', 'write nothing, print all of it as JSON')
  .action(async (options: { feed?: string; output: string; json?: boolean }) =>
    (await import('./duplicates-report.ts')).reportDuplicates(options),
  )

program
  .command('worklist')
  .description(
    'Print what a publisher should look at as the text of an e-mail: possible duplicates, defects, terms that nobody shares, services long not assured, poor ones.',
  )
  .argument('[feed]', 'the slug of the feed; all where not given')
  .option('--output <folder>', 'write it there as text and CSV; the next says what changed since')
  .option('--json', 'as JSON')
  .action(async (feed: string | undefined, options: WorklistOptions) =>
    (await import('./worklist.ts')).writeWorklists(feed, options),
  )

program
  .command('quality')
  .description('Work on the quality of records.')
  .command('report')
  .description('List what the assurer of a feed should mend, the worst record first.')
  .argument('<feed>', 'the slug of the feed')
  .option('--first <number>', 'how many records at most', '50')
  .option('--json', 'as JSON')
  .action(async (feed: string, options: { first: string; json?: boolean }) =>
    (await import('./quality-report.ts')).reportQuality(feed, options),
  )

try {
  await program.parseAsync()
} catch (error) {
  console.error(explainFault(error))
  // Whatever was opened before the fault would keep the process, which neither serves nor ends.
  process.exit(1)
}
