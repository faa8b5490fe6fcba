// The gateway as its command serves it, behind a proxy that says who asks, with its limits on.
import { readFileSync } from 'node:fs'
import { parseFeedsConfig } from '../../src/config/parse-feeds-config.ts'
import { createGateway } from '../../src/gateway.ts'
import { createServer } from '../../src/server/create-server.ts'
import { answerUsage } from './answer-usage.ts'

const [dataDir = '', configPath = ''] = process.argv.slice(2)
const log = { info() {}, warn() {}, error: console.error }
const gateway = await createGateway(parseFeedsConfig(configPath, readFileSync(configPath, 'utf8')), {
  dataDir,
  log,
  isScheduled: false,
})
const server = createServer({
  schema: gateway.schema,
  createContext: (facts) => gateway.createContext(facts),
  generation: () => gateway.generation(),
  services: () => gateway.services(),
  readiness: () => gateway.readiness(),
  monotonicNow: () => performance.now(),
  log,
  trustedProxyHops: 1,
  requestsPerSecond: 50,
})
answerUsage((await server.listen(0, '127.0.0.1')).url)
