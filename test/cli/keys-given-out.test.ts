import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { PATIENT, startServing } from './start-serving.ts'

const OLD = 'the-key-that-was-given-out-first'
const NEW = 'the-key-that-takes-its-place-later'

it(
  'keys in files open exports, and others take their place at SIGHUP without a restart',
  { timeout: 180_000 },
  async () => {
    const { url, child, dataDir, said } = await startServing({
      files: { key: `${OLD}\n` },
      config: { access: { keys: { report: { key: { file: 'key' } } }, keyForExports: true } },
      environment: { LOG_LEVEL: 'trace' },
    })
    const take = async (key?: string) => {
      const headers = key === undefined ? {} : { authorization: `Bearer ${key}` }
      const answer = await fetch(`${url}/export/services.csv`, { headers })
      await answer.arrayBuffer()
      return answer.status
    }
    expect([await take(), await take(NEW), await take(OLD)]).toEqual([401, 401, 200])

    writeFileSync(join(dataDir, 'key'), NEW)
    child.kill('SIGHUP')
    await expect.poll(() => take(NEW), PATIENT).toBe(200)
    expect(await take(OLD)).toBe(401)

    // What can not be had is refused, and what ran before goes on.
    writeFileSync(join(dataDir, 'key'), '')
    child.kill('SIGHUP')
    await expect.poll(() => said.log, PATIENT).toContain('is refused; what ran before goes on')
    expect([await take(), await take(NEW)]).toEqual([401, 200])

    expect(said.log).toContain('"key":"report"')
    expect(said.log + said.out).not.toMatch(new RegExp(`${OLD}|${NEW}`))
  },
)
