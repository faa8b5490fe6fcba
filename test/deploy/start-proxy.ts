import { spawn } from 'node:child_process'
import { expect, onTestFinished } from 'vitest'

/** Runs a proxy that listens on this port until the test ends; resolves once it answers. */
export async function startProxy(
  command: string,
  args: readonly string[],
  port: number,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  const child = spawn(command, args, { stdio: 'ignore', env })
  const ended = new Promise((resolve) => child.once('exit', resolve))
  onTestFinished(async () => {
    child.kill('SIGTERM')
    await ended
  })
  const isUp = () =>
    fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    )
  await expect.poll(isUp, { timeout: 10_000 }).toBe(true)
}
