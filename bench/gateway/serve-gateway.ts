// The gateway as its command serves it, over a catalogue that is there already and feeds that are never asked: without limits,
// or "limited", behind a proxy that says who asks.
import { readFileSync } from 'node:fs'
import { parseFeedsConfig } from '../../src/config/parse-feeds-config.ts'
import { createGateway } from '../../src/gateway.ts'
import { createServer } from '../../src/server/create-server.ts'
import { answerUsage } from './answer-usage.ts'

const [dataDir = '', configPath = '', mode] = process.argv.slice(2)
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
  ...(mode === 'limited'
    ? { trustedProxyHops: 1, requestsPerSecond: 50 }
    : // As much load as the machine bears is what is wanted here.
      { trustedProxyHops: 0, requestsPerSecond: 0, limits: { lagMs: 60_000 } }),
})
answerUsage((await server.listen(0, '127.0.0.1')).url)
