import type { Command } from 'commander'

/** Adds `history record` and `history list`. */
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
}
