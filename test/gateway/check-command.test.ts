import { execFile } from 'node:child_process'
import { expect, it } from 'vitest'
import { goodServices, startCouncil } from './good-services.ts'

const COMMAND = new URL('../../bin/oruk-gateway.js', import.meta.url).pathname

function run(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [COMMAND, ...args], { timeout: 50_000 }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr })
    })
  })
}

it('check reads any address, reports and prints the entry to paste; exit code 1 where it fails', async () => {
  const good = await startCouncil(goodServices(12))
  const bad = await startCouncil([{ id: 's1', list: { name: 'Alone' } }])
  const [fine, failing, partly, none, json, wrong] = await Promise.all([
    run(['check', good.url]),
    run(['check', bad.url]),
    run(['check', '--details', '3', good.url]),
    run(['check', `${good.url}/nothing/here`]),
    run(['check', '--json', good.url]),
    run(['check', 'nowhere']),
  ])
  expect(fine).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(
      /^WARN {2}http[\s\S]*HSDS-UK-3\.0[\s\S]*12 services \(100 %[\s\S]*search +IGNORED[\s\S]*"url": "http:\/\/127\.0\.0\.1:\d+"/,
    ),
  })
  expect(fine.stderr).toContain('list read to its end')
  expect(fine.stdout).not.toMatch(/IGNORED +found/)
  expect(failing).toMatchObject({ code: 1, stdout: expect.stringMatching(/^FAIL[\s\S]*To read it all the same, /) })
  expect(partly.stdout).toContain('Details were had of 25 % alone')
  expect(none).toMatchObject({ code: 1, stdout: expect.not.stringContaining('To read it') })
  expect(JSON.parse(json.stdout)).toMatchObject({
    outcome: 'WARN',
    standard: 'HSDS-UK-3.0',
    counts: { services: 12 },
    report: { state: 'FRESH' },
    configuration: { url: good.url },
  })
  expect(wrong).toMatchObject({ code: 1, stderr: expect.stringContaining('"nowhere" is no http(s) address') })
}, 60_000)
