import { afterAll } from 'vitest'
import { type PostgresServer, startPostgres } from './postgres-server.ts'

let starting: Promise<PostgresServer> | undefined
let databases = 0

/** A database of its own, of a server that the tests of one file share; it ends after them. */
export async function openDatabase(): Promise<PostgresServer> {
  starting ??= startPostgres()
  databases += 1
  return (await starting).another(`of_test_${databases}`)
}

afterAll(async () => (await starting)?.close(), 60_000)
