import type { Command } from 'commander'

import { IMPORT_HELP } from './areas-import-help.ts'

/** Adds the commands on areas and postcodes. */
export function addAreasCommands(program: Command): void {
  const areas = program.command('areas').description('Work on the areas and postcodes in DATA_DIR.')

  areas
    .command('import')
    .description(
      'Take over areas, what became of them, populations, boundaries (GeoJSON) and postcodes (NSPL, ONSPD), recognised by their content; a file that can not be read does not stop the others.',
    )
    .argument('<files...>', 'the files, as published')
    .option('--json', 'as JSON')
    .addHelpText('after', IMPORT_HELP)
    .action(async (files: string[], options: { json?: boolean }) =>
      (await import('./areas-import.ts')).importAreasFiles(files, options),
    )

  areas
    .command('report')
    .description('List the names of declared service areas that could not be resolved, the commonest first.')
    .option('--json', 'as JSON')
    .action(async (options: { json?: boolean }) => (await import('./areas-report.ts')).reportAreas(options))
}
