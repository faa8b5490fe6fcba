import type { Command } from 'commander'

import { present } from '../model/present.ts'
import type { TaxonomyFileOptions } from '../taxonomy/files/read-taxonomy-file.ts'
import type { CrosswalkOptions } from './taxonomy-crosswalk.ts'
import type { UntaggedOptions } from './taxonomy-untagged.ts'

/** Adds the commands on schemes of terms and the mappings between them. */
export function addTaxonomyCommands(program: Command): void {
  const taxonomy = program.command('taxonomy').description('Work on schemes of terms and the mappings between them.')

  taxonomy
    .command('import')
    .description(
      'Take files into DATA_DIR: LGA lists (CSV), SKOS (JSON-LD), Open Eligibility (XML), plain CSV, schemes (CSV), crosswalks (CSV), accepted terms (CSV, as `untagged` wrote them), LGA mapping lists (JSON).',
    )
    .argument('<file...>', 'the files; each is published by its content')
    .option('--list <name>', 'the LGA list, where a CSV has no column Type: services, needs, circumstances')
    .option('--name <name>', "the scheme's name, where a plain CSV is of no known scheme")
    .option('--scheme-version <version>', 'the version, where the file does not say it')
    .option('--from <list>', 'the LGA list that a mapping list leads from')
    .option('--to <list>', 'the LGA list that it leads to')
    .option('--by <name>', 'who accepted the terms of a list of untagged services, where its rows do not say it')
    .option('--json', 'as JSON')
    .action(
      async (
        files: string[],
        {
          schemeVersion,
          json,
          ...stated
        }: Omit<TaxonomyFileOptions, 'date'> & { schemeVersion?: string; json?: boolean },
      ) => {
        const { importTaxonomies, placeOfSettings } = await import('./taxonomy-import.ts')
        const date = new Date().toISOString().slice(0, 10)
        importTaxonomies(
          files,
          { ...stated, ...present({ version: schemeVersion }), date },
          await placeOfSettings(json),
        )
      },
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
}
