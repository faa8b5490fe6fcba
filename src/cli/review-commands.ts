import type { Command } from 'commander'

import type { DecideOptions } from './duplicates-decide.ts'
import type { WorklistOptions } from './worklist.ts'

/** Adds the commands by which publishers and assurers work through duplicates, worklists and quality. */
export function addReviewCommands(program: Command): void {
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
    .option(
      '--from <csv>',
      'a file with the columns record, other and decision (and note), such as a worklist filled in',
    )
    .option(
      '--feed <slugs>',
      'with --from: only pairs with a record of this feed, whose publisher answered; several with commas between',
    )
    .action(
      async (a: string | undefined, b: string | undefined, relation: string | undefined, options: DecideOptions) =>
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
      'Print what a publisher should look at, in all its feeds, as the text of an e-mail: possible duplicates, defects, terms that nobody shares, services long not assured, poor ones.',
    )
    .argument('[feed]', 'the slug of a feed of the publisher; all publishers where not given')
    .option('--output <folder>', 'write it there as text and CSV')
    .option('--given', 'it goes to the publisher: the next says what changed since')
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
}
