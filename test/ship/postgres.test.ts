import { describe, expect, it, onTestFinished } from 'vitest'
import { openPostgres } from '../../src/ship/postgres.ts'
import { hasPostgres, startPostgres } from './postgres-server.ts'

const LONG_MS = 60_000
const SILENT = { info() {}, warn() {}, error() {} }

describe.skipIf(!hasPostgres)('PostgreSQL', () => {
  it(
    'may end in the middle of a transaction: that is rejected, the process lives, and the next goes through',
    async () => {
      const server = await startPostgres()
      onTestFinished(() => server.close(), LONG_MS)
      const lost = Promise.withResolvers<void>()
      const postgres = await openPostgres(server.url, { ...SILENT, warn: () => lost.resolve() })
      onTestFinished(() => postgres.close())
      // An error that nobody hears of would end the process; here it fails the run.
      const cutOff = postgres.transaction(async (sql) => {
        await sql.rows('SELECT 1')
        await server.kill()
        await lost.promise
        await sql.rows('SELECT 1')
      })
      await expect(cutOff).rejects.toThrow()
      await server.start()
      expect(await postgres.transaction((sql) => sql.rows('SELECT 1 AS one'))).toStrictEqual([{ one: 1 }])
    },
    LONG_MS,
  )
})
