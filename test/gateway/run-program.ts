import { execFile, execFileSync } from 'node:child_process'

/** What a program printed, and how it ended. */
export interface Ended {
  readonly code: number
  readonly output: string
  readonly errors: string
}

/** Whether these arguments of a program end well, so that it is here with what it needs. */
export function isHad(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

/** Runs a program while this process goes on answering, in this process's environment unless another is given. */
export function runProgram(
  program: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(program, args, { env }, (error, output, errors) => {
      resolve({ code: error === null ? 0 : Number(error.code), output, errors })
    })
  })
}
