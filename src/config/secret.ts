import { z } from 'zod'
import { readBoundedFile, UnfitFileError } from '../model/read-bounded-file.ts'
import type { ConfigProblem } from './config-error.ts'

const MOST_BYTES = 100_000

/** Where a value stands that opens something; the value itself never stands in the feeds file. */
export const SecretFile = z
  .union(
    [z.strictObject({ env: z.string().regex(/^[A-Za-z_]\w*$/) }), z.strictObject({ file: z.string().trim().min(1) })],
    {
      error: 'must say where the value stands: {"env": "NAME"} or {"file": "path"}; never write the value itself here',
    },
  )
  .describe('Where the value stands: an environment variable, or a file, relative to the feeds file.')
export type SecretFile = z.infer<typeof SecretFile>

/** The value, without a line break at its end; a problem where there is none. */
export type ReadSecret = (secret: SecretFile, path: string) => string

/** Reads values that open something, and notes at `problems` what can't be had; the value is then empty. */
export function createSecretReader(
  problems: ConfigProblem[],
  resolveFile: (path: string) => string,
  environment: Readonly<Record<string, string | undefined>>,
): ReadSecret {
  function fail(path: string, problem: string): string {
    problems.push({ path, problem })
    return ''
  }
  function readFile(file: string, path: string): string {
    try {
      return readBoundedFile(resolveFile(file), MOST_BYTES)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
      if (error instanceof UnfitFileError) return fail(path, `names the file ${file}: ${error.message}`)
      if (code === undefined) throw error
      return fail(path, `names the file ${file}, which can not be read (${code})`)
    }
  }
  return (secret, path) => {
    const known = problems.length
    const value = 'env' in secret ? (environment[secret.env] ?? '') : readFile(secret.file, path)
    const trimmed = value.replace(/\r?\n$/, '')
    if (trimmed !== '' || problems.length > known) return trimmed
    return 'env' in secret
      ? fail(path, `names the environment variable ${secret.env}, which is not set`)
      : fail(path, `names the file ${secret.file}, which is empty`)
  }
}
