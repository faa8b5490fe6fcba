import { execFileSync, spawn } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createMetrics } from '../../src/metrics/create-metrics.ts'
import { serveMetrics } from '../../src/server/metrics-page.ts'
import { temporaryFolder } from '../gateway/start-gateway.ts'

const DEPLOY = fileURLToPath(new URL('../../deploy/', import.meta.url))
const ALERTS = join(DEPLOY, 'prometheus', 'alerts.yml')
const DASHBOARD = join(DEPLOY, 'grafana-dashboard.json')
const PATIENT = { timeout: 30_000, interval: 300 }
const NOTHING = { info() {}, warn() {}, error() {} }

const Dashboard = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).nonempty() })),
})

const ending: (() => unknown)[] = []
afterEach(async () => {
  for (const end of ending.splice(0)) await end()
})

const expressions = (): readonly string[] =>
  Dashboard.parse(JSON.parse(readFileSync(DASHBOARD, 'utf8'))).panels.flatMap(({ targets }) =>
    targets.map(({ expr }) => expr),
  )

/** Numbers with something in each of them. */
function createExamples() {
  const metrics = createMetrics([], () => ({
    ...{
      ready: true,
      generation: 7,
      files: {
        ...{ bytes: 4_096, logBytes: 8, freeBytes: 1, isWritable: false },
        parts: [{ part: 'catalogue', isDamaged: true, foundMs: Date.now() }],
      },
      writerQueue: 1,
    },
    feeds: [
      {
        ...{ slug: 'north', state: 'STALE', ageSeconds: 90, services: 12, detailedShare: 0.5, faultCode: 'DNS' },
        ...{ consecutiveFailures: 6, requestsLastDay: 40, isCircuitOpen: true, p95Ms: 250 },
      },
    ],
  }))
  metrics.noteAnswered({
    route: '/graphql',
    operationName: 'Lunch',
    status: 200,
    ms: 2,
    isFromCache: true,
    upstreamCalls: 1,
  })
  metrics.noteAnswered({ route: '/graphql', status: 500, ms: 2, code: 'INTERNAL_SERVER_ERROR' })
  return metrics
}

it('asks in dashboard and alerts for numbers that the gateway has, and no others', async () => {
  const { body } = await createExamples().render()
  const published = new Set([...body.matchAll(/^# TYPE (\S+) (\S+)/gm)].map(([, name]) => name))
  const asked = [...expressions(), readFileSync(ALERTS, 'utf8')].flatMap((text) =>
    [...text.matchAll(/\b(oruk_gateway|nodejs|process)_\w+/g)].map(([name]) =>
      name.replace(/_(bucket|sum|count)$/, ''),
    ),
  )
  expect(asked.length).toBeGreaterThan(25)
  expect(asked.filter((name) => !published.has(name))).toEqual([])
})

describe.skipIf(!existsSync('/usr/bin/prometheus'))('a real Prometheus', () => {
  it('takes the rules and the sample configuration', () => {
    expect(execFileSync('promtool', ['check', 'rules', ALERTS], { encoding: 'utf8' })).toContain('SUCCESS')
    const config = join(DEPLOY, 'prometheus', 'prometheus.yml')
    expect(execFileSync('promtool', ['check', 'config', config], { encoding: 'utf8' })).toContain('SUCCESS')
  })

  it(
    'reads the numbers, answers every panel, and fires the alert of a feed out of date',
    { timeout: 60_000 },
    async () => {
      const page = serveMetrics(
        { path: '/metrics', render: createExamples().render },
        { port: 0, host: '127.0.0.1' },
        NOTHING,
      )
      ending.push(page.close)
      const url = await startPrometheus((await page.port) ?? 0)
      await expect
        .poll(() => ask(url, 'ALERTS{alertname="OrukGatewayFeedOutOfDate"}'), PATIENT)
        .toEqual([expect.objectContaining({ feed: 'north', state: 'STALE', alertstate: 'pending' })])
      await expect
        .poll(() => ask(url, 'ALERTS{alertname=~"OrukGateway(FileDamaged|Unwritable|DiskLow)"}'), PATIENT)
        .toEqual(
          expect.arrayContaining([
            expect.objectContaining({ alertname: 'OrukGatewayFileDamaged', part: 'catalogue', alertstate: 'firing' }),
            expect.objectContaining({ alertname: 'OrukGatewayUnwritable', alertstate: 'pending' }),
            expect.objectContaining({ alertname: 'OrukGatewayDiskLow', alertstate: 'pending' }),
          ]),
        )
      // Rates need two readings.
      await expect.poll(() => ask(url, 'rate(oruk_gateway_request_seconds_count[1m])'), PATIENT).not.toEqual([])
      for (const expression of expressions()) expect(await ask(url, expression), expression).not.toEqual([])
    },
  )
})

const Answer = z.object({ data: z.object({ result: z.array(z.object({ metric: z.record(z.string(), z.string()) })) }) })

/** The labels of each series that an expression gives. */
async function ask(url: string, query: string): Promise<readonly Readonly<Record<string, string>>[]> {
  const answer = await fetch(`${url}/api/v1/query?${new URLSearchParams({ query })}`).catch(() => undefined)
  if (answer?.status !== 200) return []
  return Answer.parse(await answer.json()).data.result.map(({ metric }) => metric)
}

async function startPrometheus(target: number): Promise<string> {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'data'))
  copyFileSync(ALERTS, join(folder, 'alerts.yml'))
  const config = readFileSync(join(DEPLOY, 'prometheus', 'prometheus.yml'), 'utf8')
  writeFileSync(
    join(folder, 'prometheus.yml'),
    config.replace('15s', '1s\n  evaluation_interval: 1s').replace('127.0.0.1:9464', `127.0.0.1:${target}`),
  )
  const probe = serveMetrics({ path: '/', render: createExamples().render }, { port: 0, host: '127.0.0.1' }, NOTHING)
  const port = await probe.port
  probe.close()
  const child = spawn(
    'prometheus',
    [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=127.0.0.1:${port}`,
    ],
    { stdio: 'ignore' },
  )
  const ended = new Promise((resolve) => child.once('exit', resolve))
  ending.push(async () => {
    child.kill('SIGKILL')
    await ended
  })
  return `http://127.0.0.1:${port}`
}
