#!/usr/bin/env node
// Plain JavaScript that any Node can read: older ones would fail on the TypeScript sources with a stack trace.
import { spawn } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const NEEDED = [24, 12]
const [major, minor] = process.versions.node.split('.').map(Number)

if (major > NEEDED[0] || (major === NEEDED[0] && minor >= NEEDED[1])) {
  // Compiled once, the sources start in a third of the time.
  module.enableCompileCache()
  // graphql checks more, and slower, where it is not told that it serves.
  process.env.NODE_ENV ??= 'production'
  // A clone runs its sources; Node reads no TypeScript of an installed package.
  const programs = ['../src/cli/main.ts', '../src/cli/main.js', '../dist/src/cli/main.js']
  await import(programs.find((path) => existsSync(new URL(path, import.meta.url))))
} else {
  const own = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url))
  if (existsSync(own) && realpathSync(own) !== realpathSync(process.execPath)) runOn(own)
  else explain()
}

/** Runs the same command on the project's own Node, passing signals on and ending as it ends. */
function runOn(node) {
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2']) process.on(signal, () => child.kill(signal))
  child.on('error', explain)
  child.on('exit', (code) => process.exit(code ?? 1))
}

function explain() {
  console.error(
    `oruk-gateway needs Node ${NEEDED.join('.')} or later, this is ${process.versions.node}: run \`npm ci\` in its folder, which brings its own.`,
  )
  process.exitCode = 1
}
