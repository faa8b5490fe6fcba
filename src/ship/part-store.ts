import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createZstdCompress, createZstdDecompress } from 'node:zlib'
import { bytesOf, type Postgres } from './postgres.ts'

/** Where large files lie in parts, for every machine to fetch. */
export interface PartStore {
  /** What stands in the table of snapshots for it, to find the parts again. */
  readonly place: string
  put(name: string, part: number, body: Buffer): Promise<void>
  get(name: string, part: number): Promise<Buffer>
  /** Takes away all parts of the name, from the first without a gap; nothing where there are none. */
  drop(name: string): Promise<void>
}

/** What stands in the table of snapshots for those that lie in PostgreSQL. */
export const IN_POSTGRES = 'postgres'

/** Parts in a table of PostgreSQL. */
export function createPostgresParts(postgres: Postgres): PartStore {
  return {
    place: IN_POSTGRES,
    async put(name, part, body) {
      const put =
        'INSERT INTO ship_part VALUES ($1, $2, $3) ON CONFLICT (name, part) DO UPDATE SET body = excluded.body'
      await postgres.rows(put, [name, part, body])
    },
    async get(name, part) {
      const [row] = await postgres.rows('SELECT body FROM ship_part WHERE name = $1 AND part = $2', [name, part])
      if (row === undefined) throw new Error(`Part ${part} of ${name} is not there.`)
      return bytesOf(row, 'body')
    },
    async drop(name) {
      await postgres.rows('DELETE FROM ship_part WHERE name = $1', [name])
    },
  }
}

/** Parts as files of a folder that every machine sees under the same path; each appears under its name only when whole. */
export function createFolderParts(folder: string): PartStore {
  const fileOf = (name: string, part: number): string => join(folder, `${name}.${part}`)
  return {
    place: folder,
    async put(name, part, body) {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeFile(`${fileOf(name, part)}.part`, body, { mode: 0o600 })
      await rename(`${fileOf(name, part)}.part`, fileOf(name, part))
    },
    get: (name, part) => readFile(fileOf(name, part)),
    async drop(name) {
      const files = (await readdir(folder)).filter((file) => file.startsWith(`${name}.`))
      await Promise.all(files.map((file) => rm(join(folder, file), { force: true })))
    },
  }
}

/** A file as it lies in parts. */
export interface PartedFile {
  /** Of the parts together. */
  readonly bytes: number
  readonly sha256: string
  readonly parts: number
}

const PART_BYTES = 16_000_000
const READ_BYTES = 1 << 20

/** Compresses a file and puts it, part by part. */
export async function putFile(store: PartStore, name: string, file: string): Promise<PartedFile> {
  const digest = createHash('sha256')
  let [bytes, parts, heldBytes] = [0, 0, 0]
  let held: Buffer[] = []
  async function put(): Promise<void> {
    if (heldBytes === 0) return
    const body = Buffer.concat(held)
    ;[held, heldBytes] = [[], 0]
    await store.put(name, parts, body)
    parts += 1
  }
  async function take(chunk: Buffer): Promise<void> {
    digest.update(chunk)
    bytes += chunk.length
    held.push(chunk)
    heldBytes += chunk.length
    if (heldBytes >= PART_BYTES) await put()
  }
  await pipeline(
    createReadStream(file, { highWaterMark: READ_BYTES }),
    createZstdCompress(),
    async (chunks: AsyncIterable<Buffer>) => {
      for await (const chunk of chunks) await take(chunk)
      await put()
    },
  )
  return { bytes, sha256: digest.digest('base64url'), parts }
}

/** Fetches a file to a path, part by part; rejects where the parts are not those that were put. */
export async function getFile(
  store: PartStore,
  name: string,
  { sha256, parts }: PartedFile,
  to: string,
): Promise<void> {
  const digest = createHash('sha256')
  async function* read(): AsyncGenerator<Buffer> {
    for (let part = 0; part < parts; part += 1) {
      const body = await store.get(name, part)
      digest.update(body)
      yield body
    }
  }
  await pipeline(
    Readable.from(read(), { objectMode: false }),
    createZstdDecompress(),
    createWriteStream(to, { mode: 0o600 }),
  )
  if (digest.digest('base64url') !== sha256) throw new Error(`${name} is not as it was put.`)
}
