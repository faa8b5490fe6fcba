import { serveStdio } from '@modelcontextprotocol/server/stdio'

import { readSettings } from '../config/settings.ts'
import { createAgentTools } from '../mcp/create-agent-tools.ts'
import { createMcpServer } from '../mcp/create-mcp-server.ts'
import { openReadingGateway } from '../reading-gateway.ts'
import { createOwnAsk } from '../server/create-operation-parts.ts'
import { VERSION } from '../version.ts'
import { createLog } from './create-log.ts'
import { readFeedsInUse } from './feeds-file.ts'
import { readAllOperations } from './read-all-operations.ts'
import { untilStopped } from './until-stopped.ts'

/**
 * Serves the agent at the other end of standard input and output until it closes them, over what DATA_DIR holds: no feed is
 * asked and nothing is written. Errors of settings and of the folder as of `export`.
 */
export async function serveMcp(): Promise<void> {
  const settings = readSettings()
  const log = await createLog(settings.logLevel ?? 'warn', settings)
  const config = await readFeedsInUse(settings)
  const gateway = openReadingGateway(config, { dataDir: settings.dataDir, log })
  const { schema, createContext } = gateway
  const ask = createOwnAsk({
    ...{ schema, createContext, log },
    generation: () => gateway.generation(),
    services: () => gateway.services(),
    monotonicNow: () => performance.now(),
  })
  const operations = readAllOperations(settings, schema)
  const tools = createAgentTools(schema, operations)
  const serving = serveStdio(() => createMcpServer({ tools, operations, ask, log, version: VERSION }), {
    maxSubscriptions: 0,
    onerror: (error) => log.warn({ err: error }, 'A message of an agent could not be answered.'),
  })
  await Promise.race([untilStopped(), new Promise((resolve) => process.stdin.once('end', resolve))])
  await serving.close()
  gateway.close()
}
