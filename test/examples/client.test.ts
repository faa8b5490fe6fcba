import { copyFileSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'

import { plainServices, startFakeCouncil } from '../gateway/fake-council.ts'
import { runProgram } from '../gateway/run-program.ts'
import { serveGateway } from '../gateway/serve-gateway.ts'
import { START, startGateway, temporaryFolder, testConfig, testFeed } from '../gateway/start-gateway.ts'
import { generateClient } from './generate-client.ts'

const SLOW = { timeout: 120_000 }

/** The example with what is generated for it, in a folder of its own. */
async function copyExample(): Promise<string> {
  const folder = temporaryFolder()
  await generateClient(folder)
  copyFileSync('examples/client/app.ts', join(folder, 'app.ts'))
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  return folder
}

it('is typed from the operations, and its program fits its types', SLOW, async () => {
  const folder = await copyExample()
  const options = { ...readOptions(), noEmit: true, skipLibCheck: true }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['app.ts'] }))
  const tsc = resolve('node_modules/.bin/tsc')
  expect(await runProgram(tsc, ['-p', folder])).toMatchObject({ code: 0, output: '' })
  const app = join(folder, 'app.ts')
  writeFileSync(app, readFileSync(app, 'utf8').replace('first: 5', 'first: "five"'))
  expect(await runProgram(tsc, ['-p', folder])).toMatchObject({ code: 1, output: expect.stringContaining('number') })
})

function readOptions(): object {
  const { target, lib, module, moduleResolution, strict, allowImportingTsExtensions, types } = JSON.parse(
    readFileSync('tsconfig.json', 'utf8'),
  ).compilerOptions
  return { target, lib, module, moduleResolution, strict, allowImportingTsExtensions, types }
}

it('needs every scalar of the schema named', SLOW, async () => {
  await expect(generateClient(temporaryFolder(), { scalars: {} })).rejects.toThrow(/scalar/)
})

it('prints what a gateway holds, in at most 60 lines of program', SLOW, async () => {
  const council = await startFakeCouncil(plainServices(3))
  onTestFinished(() => council.close())
  const gateway = await startGateway(testConfig([testFeed('north', council.url)]), { now: () => START })
  await gateway.refreshAll()
  const { url } = await serveGateway(gateway)
  const folder = await copyExample()
  expect(readFileSync(join(folder, 'app.ts'), 'utf8').split('\n').length).toBeLessThanOrEqual(61)
  const name = plainServices(3)[0]?.list['name']
  const { code, output, errors } = await runProgram(process.execPath, [join(folder, 'app.ts'), url, String(name)])
  expect([code, errors]).toEqual([0, ''])
  expect(output).toContain('3 services, FRESH')
  expect(output).toContain(String(name))
})
