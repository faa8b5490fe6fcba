// The commands a person types. The room only reads arguments, settings and signals, and prints; all else is handed on.
import { Command } from 'commander'

import { addAreasCommands } from './areas-commands.ts'
import type { AddOptions } from './feeds-add.ts'
import { explainFault } from './explain-fault.ts'
import { addExportCommands } from './export-commands.ts'
import { addHistoryCommands } from './history-commands.ts'
import { addReviewCommands } from './review-commands.ts'
import { VERSION } from '../version.ts'
import { addTaxonomyCommands } from './taxonomy-commands.ts'
import type { ServeOptions } from './start-serving.ts'

// A reader such as `head` that has seen enough ends the command, quietly.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit(0)
})

const SETTINGS = `
Settings are variables of the environment; README, "Operating it", has all of them:
  PORT, HOST                    where it listens: 4000, 127.0.0.1
  DATA_DIR, FEEDS_CONFIG        data and feeds.config.json, where it is started
  METRICS_PORT, METRICS_HOST    numbers for Prometheus, on a port of their own
  TRUSTED_PROXY_HOPS            proxies of yours in front, such as 1 behind nginx
  HTTPS_PROXY, NO_PROXY         the way to feeds, where the feeds file has no \`network\`
  LOG_LEVEL, LOG_FORMAT         info; json, or text on a terminal
  READERS                       processes that answer, beside one that reads feeds`

const program = new Command('oruk-gateway')
  .description("One GraphQL endpoint over many councils' Open Referral UK feeds.")
  .version(VERSION)
  .showHelpAfterError()

program
  .command('serve')
  .description('Serve the feeds of FEEDS_CONFIG until stopped.')
  .option('--fd <number>', 'serve the socket that whoever starts it holds, such as systemd, in place of PORT')
  .option('--take-over', 'with --fd: another process answers on that socket until this one can')
  .option('--readers <number>', 'answer by so many processes, beside one that reads feeds; READERS where not given')
  .option('--frozen <name>', 'serve this copy that `freeze` made instead: as it answered then, asking no council')
  .addHelpText('after', SETTINGS)
  .action(async ({ frozen, ...options }: ServeOptions & { frozen?: string }) =>
    frozen === undefined
      ? (await import('./start-serving.ts')).startServing(options)
      : (await import('./serve-frozen.ts')).serveFrozen(frozen),
  )

// What `serve --readers` starts: neither is for people.
program.command('keeper', { hidden: true }).action(async () => (await import('./run-keeper.ts')).runKeeper())
program.command('reader', { hidden: true }).action(async () => (await import('./run-reader.ts')).runReader())

program
  .command('supervise')
  .description(
    'Hold the port and serve as `serve` does: a process that ends is started again, and at SIGUSR2 a new one takes over, without refusing anybody.',
  )
  .addHelpText('after', SETTINGS)
  .action(async () => (await import('./supervise.ts')).supervise())

program
  .command('mcp')
  .description(
    'Answer an agent on standard input and output, in the Model Context Protocol, from what DATA_DIR holds; a gateway may be running on it.',
  )
  .action(async () => (await import('./mcp.ts')).serveMcp())

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
  .option('--connect', 'ask each feed once and say what stands in the way: name, network, certificate, credentials')
  .option('--json', 'as JSON')
  .action(async (file: string | undefined, options: { connect?: boolean; json?: boolean }) =>
    (await import('./check-config.ts')).checkConfig(file, options),
  )

program
  .command('feeds')
  .description('Work on the feeds of FEEDS_CONFIG.')
  .command('add')
  .description(
    'Check a feed, show how it fares, and write its entry into FEEDS_CONFIG, which is made where there is none; a running gateway takes it up. A proxy and authorities of your own stand in that file before (`network`), or in HTTPS_PROXY.',
  )
  .argument('<url>', 'base address of the feed')
  .option('--slug <slug>', 'its stable short name; from its host where not given')
  .option('--name <name>', 'the name people know the directory by')
  .option('--publisher <name>', 'who publishes it; what its root document states where not given')
  .option('--areas <codes>', "GSS codes of the publisher's own areas, with commas between")
  .option(
    '--credentials <json>',
    'what opens it, each value by the name of a variable or a file: \'{"headers":{"X-Api-Key":{"file":"northam.key"}}}\'; also parameters, bearer, basic, oauth, certificate',
  )
  .option('--force', 'write it although it can not be read')
  .action(async (url: string, options: AddOptions) => (await import('./feeds-add.ts')).addFeed(url, options))

program
  .command('check')
  .description(
    'Read any feed as the gateway would, through the network and with the credentials of FEEDS_CONFIG, and say how it fares; exit code 1 where it fails.',
  )
  .argument('<feed>', 'base address of a feed, or the slug of one in FEEDS_CONFIG')
  .option('--json', 'print the report as JSON')
  .option('--details <number>', 'how many details to read at most', '200')
  .action(async (feed: string, options: { json?: boolean; details: string }) =>
    (await import('./check-feed.ts')).checkFeed(feed, options),
  )

program
  .command('refresh')
  .description('Have the gateway on DATA_DIR refresh a feed now, or all; exit code 1 where one fails.')
  .argument('[feed]', 'the slug of the feed; all where not given')
  .action(async (feed?: string) => (await import('./refresh.ts')).refresh(feed))

program
  .command('backup')
  .description(
    'Write an archive of DATA_DIR (catalogue, geography, schemes, decisions, worklists) and the feeds file; a gateway may be running.',
  )
  .argument('<folder>', 'where to; made where it does not exist')
  .action(async (folder: string) => (await import('./backup.ts')).backup(folder))

program
  .command('restore')
  .description('Put an archive back into DATA_DIR, without a gateway; what lies there is put aside.')
  .argument('<archive>', 'what `backup` wrote')
  .action(async (archive: string) => (await import('./backup.ts')).restore(archive))

program
  .command('status')
  .description(
    'Show how the gateway on DATA_DIR stands, if one runs, what its catalogue holds, its versions, and where its bytes are.',
  )
  .option('--json', 'as JSON')
  .action(async (options: { json?: boolean }) => (await import('./status.ts')).printStatus(options))

for (const add of [addHistoryCommands, addExportCommands, addAreasCommands, addTaxonomyCommands, addReviewCommands])
  add(program)

try {
  await program.parseAsync()
} catch (error) {
  console.error(explainFault(error))
  // Whatever was opened before the fault would keep the process, which neither serves nor ends.
  process.exit(1)
}
