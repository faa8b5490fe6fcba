import { spawn } from 'node:child_process'
import { once } from 'node:events'

const COMMAND = new URL('../../bin/oruk-gateway.js', import.meta.url).pathname

/** Milliseconds from the start of the command on a catalogue that is there to its first answer with data. */
export async function timeWarmStart(dataDir: string, configPath: string): Promise<number> {
  const env = { ...process.env, PORT: '0', DATA_DIR: dataDir, FEEDS_CONFIG: configPath, LOG_LEVEL: 'silent' }
  const startedMs = performance.now()
  const child = spawn(process.execPath, [COMMAND, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] })
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.stdout.on('data', (chunk) => {
      said += String(chunk)
      const found = /http:\S+?\/graphql/.exec(said)?.[0]
      if (found !== undefined) resolve(found)
    })
    child.once('exit', () => reject(new Error('the gateway ended before it served')))
  })
  const body = JSON.stringify({ query: '{ services(first: 1) { totalCount nodes { name } } }' })
  const answer = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const text = await answer.text()
  const tookMs = performance.now() - startedMs
  child.kill('SIGTERM')
  await once(child, 'exit')
  if (!text.includes('"nodes":[{')) throw new Error(`no data: ${text.slice(0, 500)}`)
  return tookMs
}
