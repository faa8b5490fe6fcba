import type { Command } from 'commander'

import type { FreezeOptions } from './freeze.ts'

/** Adds `history record`, `history list` and `freeze`. */
export function addHistoryCommands(program: Command): void {
  const history = program
    .command('history')
    .description(
      'Work on what the figures were before: counts of each area, term and basis, kept whenever they change.',
    )

  history
    .command('record')
    .description(
      'Look at the figures now and keep the counts that changed, as a running gateway does by itself once a day; such a gateway on DATA_DIR is asked to.',
    )
    .option('--json', 'as JSON')
    .action(async (options: { json?: boolean }) => (await import('./history.ts')).recordHistory(options))

  history
    .command('list')
    .description('List when the figures were looked at.')
    .option('--json', 'as JSON')
    .action(async (options: { json?: boolean }) => (await import('./history.ts')).listHistory(options))

  program
    .command('freeze')
    .description(
      'Keep a whole copy of DATA_DIR for a report, beside a running gateway: `serve --frozen NAME` and `export --frozen NAME` answer from it as it answers now, at any time.',
    )
    .argument('[name]', 'what the copy is called; the instant where not given')
    .option('--list', 'list the copies instead')
    .option('--json', 'as JSON')
    .action(async (name: string | undefined, options: FreezeOptions) =>
      (await import('./freeze.ts')).freeze(name, options),
    )
}
