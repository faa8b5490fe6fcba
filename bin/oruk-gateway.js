#!/usr/bin/env node
// Plain JavaScript that any Node can read: older ones would fail on the TypeScript sources with a stack trace.
import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const NEEDED = [24, 12]
const [major, minor] = process.versions.node.split('.').map(Number)

/** Commands that go on for long; the processes that `supervise` starts are given what it was given itself. */
const LASTING = new Set(['serve', 'supervise', 'demo'])
/** What keeps memory small and can only be given at the start of a process (docs/store.md, Memory); what whoever starts it gives goes before. */
const FLAGS = ['--max-semi-space-size=8', '--heap-growing-percent=80']
const ENVIRONMENT = { MALLOC_ARENA_MAX: '1' }

if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) {
  const settings = settingsLacking()
  // In this very process, so that signals, sockets and whoever supervises it stay. A channel would be lost, and Windows has no such call.
  if (settings !== undefined && process.send === undefined && process.platform !== 'win32')
    process.execve(process.execPath, [process.execPath, ...settings.args], settings.env)
  // Compiled once, the sources start in a third of the time.
  module.enableCompileCache()
  // graphql checks more, and slower, where it is not told that it serves.
  process.env.NODE_ENV ??= 'production'
  // A clone runs its sources; Node reads no TypeScript of an installed package.
  const programs = ['../src/cli/main.ts', '../src/cli/main.js', '../dist/src/cli/main.js']
  await import(programs.find((path) => existsSync(new URL(path, import.meta.url))))
} else {
  // Of a clone, and of the folder that the package is installed in.
  const owned = ['../node_modules/.bin/node', '../../.bin/node'].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  )
  const own = owned.find((path) => existsSync(path) && realpathSync(path) !== realpathSync(process.execPath))
  if (own === undefined) explain()
  else runOn(own)
}

/** Arguments and environment to run this command with instead; undefined where it has them. */
function settingsLacking() {
  const given = `${process.execArgv.join(' ')} ${process.env.NODE_OPTIONS ?? ''}`
  const flags = FLAGS.filter((flag) => !given.includes(flag.split('=')[0]))
  const isLacking = flags.length > 0 || Object.keys(ENVIRONMENT).some((name) => process.env[name] === undefined)
  if (!LASTING.has(process.argv[2]) || !isLacking) return undefined
  return {
    args: [...flags, ...process.execArgv, ...process.argv.slice(1)],
    env: { ...ENVIRONMENT, ...process.env },
  }
}

/** Runs the same command on the project's own Node, passing signals on and ending as it ends. */
function runOn(node) {
  const { args = process.argv.slice(1), env = process.env } = settingsLacking() ?? {}
  const child = spawn(node, args, { env, stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2']) process.on(signal, () => child.kill(signal))
  child.on('error', explain)
  child.on('exit', (code) => process.exit(code ?? 1))
}

function explain() {
  console.error(
    `oruk-gateway needs Node ${NEEDED.join('.')} or later, this is ${process.versions.node}. It brings its own: run \`npm ci\` in a clone, or \`npm install\` where the package is installed, without --omit=optional.`,
  )
  process.exitCode = 1
}
