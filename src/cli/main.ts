// The commands a person types. The room only reads arguments, settings and signals, and prints; all else is handed on.
import { Command } from 'commander'

import { explainFault } from './explain-fault.ts'

const program = new Command('oruk-gateway')
  .description("One GraphQL endpoint over many councils' Open Referral UK feeds.")
  .showHelpAfterError()

program
  .command('serve')
  .description('Serve the feeds of FEEDS_CONFIG until stopped.')
  .action(async () => (await import('./serve.ts')).serve())

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

try {
  await program.parseAsync()
} catch (error) {
  console.error(explainFault(error))
  process.exitCode = 1
}
