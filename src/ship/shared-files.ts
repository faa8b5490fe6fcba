import { createHash } from 'node:crypto'
import { copyFile, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { dirname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import type { Log } from '../model/log.ts'
import { present } from '../model/present.ts'
import { getFile, type PartStore, putFile } from './part-store.ts'
import { isForbidden, maybeTextOf, type Postgres, type SqlRow } from './postgres.ts'

/** A file that is the same on every machine, and may be changed on any. */
export interface SharedFile {
  /** What it is called among the machines. */
  readonly name: string
  /** Where this machine's operator changes it. */
  readonly edited: string
  /** Where it lies as all machines have it; the same unless the operator's may not be written to. */
  readonly used: string
  /** Throws where what was edited can't be used: it is shared with nobody then. */
  accept?(file: string): Promise<unknown>
}

/** Keeps files the same on every machine. */
export interface SharedFiles {
  /** Gives others what was edited here since the last time, and takes what was edited there, which goes before; gives the names of those taken. */
  sync(): Promise<readonly string[]>
}

interface SharedFilesParts {
  readonly postgres: Postgres
  readonly parts: PartStore
  /** Those that are here, or may come to be; `of` finds one that only others have yet, undefined where it is none of ours. */
  files(): readonly SharedFile[]
  of(name: string): SharedFile | undefined
  /** Where it is noted what was seen last. */
  readonly stateFile: string
  readonly log: Log
}

/** Fingerprints of a file when it was last the same here and there. */
const Seen = z.object({ edited: z.string().exactOptional(), shared: z.string().exactOptional() })
type Seen = z.infer<typeof Seen>
const State = z.record(z.string(), Seen)
type State = z.infer<typeof State>

/** What a file is settled with. */
interface Settling extends SharedFilesParts {
  readonly digestOf: (file: string) => Promise<string | undefined>
  readonly isAcceptable: (file: SharedFile) => Promise<boolean>
}

/** Creates the sharing of one machine's files. */
export function createSharedFiles(sharing: SharedFilesParts): SharedFiles {
  const { postgres, files, of, stateFile, log } = sharing
  const settling = { ...sharing, digestOf: createDigests(), isAcceptable: createAcceptance(log) }
  return {
    async sync() {
      const state = await readState(stateFile)
      const before = JSON.stringify(state)
      const taken: string[] = []
      const rows = await postgres.rows('SELECT name, sha256, packed, parts FROM ship_file')
      const there = new Map(rows.map((row) => [maybeTextOf(row, 'name') ?? '', row]))
      const others = [...there.keys()].flatMap((name) => of(name) ?? [])
      for (const file of new Map([...files(), ...others].map((each) => [each.name, each])).values()) {
        const { seen, isTaken } = await settle(settling, file, there.get(file.name), state[file.name])
        if (isTaken) taken.push(file.name)
        if (seen !== undefined) state[file.name] = seen
      }
      if (JSON.stringify(state) !== before) await writeState(stateFile, state)
      return taken
    },
  }
}

/** How a file stands once what was edited here or there counts on both sides; undefined where nothing is known to be the same. */
async function settle(
  settling: Settling,
  file: SharedFile,
  row: SqlRow | undefined,
  known: Seen | undefined,
): Promise<{ readonly seen: Seen | undefined; readonly isTaken: boolean }> {
  const { digestOf, isAcceptable } = settling
  const shared = maybeTextOf(row, 'sha256')
  const [edited, used] = await Promise.all([digestOf(file.edited), digestOf(file.used)])
  const isEdited = edited !== undefined && edited !== known?.edited
  const isOther = shared !== undefined && used !== shared
  if (row !== undefined && isOther && (shared !== known?.shared || used === undefined || !isEdited)) {
    await takeFile(settling, file, { row, isLost: isEdited && known !== undefined && edited !== shared })
    return { seen: present({ shared, edited: await digestOf(file.edited) }), isTaken: true }
  }
  if (isEdited && edited !== shared) {
    const seen = (await isAcceptable(file)) ? await giveOrTakeBack(settling, file, edited, row) : undefined
    return { seen: seen ?? known, isTaken: false }
  }
  const isSame = edited !== undefined && shared !== undefined
  return { seen: isSame ? { edited, shared } : known, isTaken: false }
}

/** A machine whose role may not share goes on with what the others have; what was changed there is kept beside it. */
async function giveOrTakeBack(
  settling: Settling,
  file: SharedFile,
  edited: string,
  row: SqlRow | undefined,
): Promise<Seen | undefined> {
  const shared = maybeTextOf(row, 'sha256')
  try {
    const isGiven = await giveFile(settling, file, { digest: edited, before: shared })
    return isGiven ? { edited, shared: edited } : undefined
  } catch (error) {
    if (!isForbidden(error)) throw error
    settling.log.error(
      { file: file.edited },
      'This machine may only follow: what was changed here counts for nobody. Change it on one that may lead.',
    )
    if (row !== undefined) await takeFile(settling, file, { row, isLost: true })
    return present({ shared, edited: await settling.digestOf(file.edited) })
  }
}

/** Fingerprints of files, each read again only where it was touched; undefined where none is there. */
function createDigests(): (file: string) => Promise<string | undefined> {
  const digests = new Map<string, { readonly state: string; readonly digest: string }>()
  return async (file) => {
    const stats = await ifThere(stat(file))
    if (stats?.isFile() !== true) return undefined
    const state = `${stats.ino} ${stats.size} ${stats.mtimeMs}`
    const known = digests.get(file)
    if (known?.state === state) return known.digest
    const digest = await digestFile(file)
    digests.set(file, { state, digest })
    return digest
  }
}

/** Whether what was edited can be used; why not is said once. */
function createAcceptance(log: Log): (file: SharedFile) => Promise<boolean> {
  let refused = ''
  return async ({ accept, edited }) => {
    try {
      await accept?.(edited)
      refused = ''
      return true
    } catch (err) {
      if (String(err) !== refused)
        log.error({ err, file: edited }, 'This file can not be used as it is: it is not shared.')
      refused = String(err)
      return false
    }
  }
}

/** Takes what others have; where this machine's own is lost by it, that is kept beside it. */
async function takeFile(
  { parts, log }: SharedFilesParts,
  { name, edited, used }: SharedFile,
  { row, isLost }: { readonly row: SqlRow; readonly isLost: boolean },
): Promise<void> {
  const digest = maybeTextOf(row, 'sha256') ?? ''
  const parted = { bytes: 0, sha256: maybeTextOf(row, 'packed') ?? '', parts: Number(row['parts']) }
  await mkdir(dirname(used), { recursive: true, mode: 0o700 })
  await getFile(parts, partsOf(digest), parted, `${used}.arriving`)
  if (isLost) {
    await copyFile(edited, `${used}.not-shared`)
    log.warn(
      { file: edited },
      'This file was changed here and elsewhere: the other stands, this one is kept beside it as .not-shared.',
    )
  }
  await rename(`${used}.arriving`, used)
  log.info({ file: name }, 'A file that another machine changed was taken up.')
}

/** Gives others what was edited here; false where another was first. */
async function giveFile(
  { postgres, parts }: SharedFilesParts,
  { name, edited, used }: SharedFile,
  { digest, before }: { readonly digest: string; readonly before: string | undefined },
): Promise<boolean> {
  const packed = await putFile(parts, partsOf(digest), edited)
  const given = await postgres.rows(
    `INSERT INTO ship_file (name, sha256, packed, parts) VALUES ($1, $2, $3, $4) ON CONFLICT (name) DO UPDATE
     SET sha256 = excluded.sha256, packed = excluded.packed, parts = excluded.parts, at = excluded.at WHERE ship_file.sha256 = $5 RETURNING name`,
    [name, digest, packed.sha256, packed.parts, before ?? ''],
  )
  // It is taken the next time.
  if (given.length === 0) return false
  if (before !== undefined && before !== digest) await parts.drop(partsOf(before))
  if (used === edited) return true
  await mkdir(dirname(used), { recursive: true, mode: 0o700 })
  await copyFile(edited, `${used}.arriving`)
  await rename(`${used}.arriving`, used)
  return true
}

function partsOf(digest: string): string {
  return `file-${digest}`
}

async function digestFile(file: string): Promise<string> {
  const digest = createHash('sha256')
  await pipeline(createReadStream(file), digest)
  return digest.digest('base64url')
}

async function readState(file: string): Promise<State> {
  const text = await ifThere(readFile(file, 'utf8'))
  return State.parse(JSON.parse(text ?? '{}'))
}

async function writeState(file: string, state: State): Promise<void> {
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  await writeFile(`${file}.part`, JSON.stringify(state), { mode: 0o600 })
  await rename(`${file}.part`, file)
}

/** Undefined where no file is there. One that can't be looked at rejects: it is not one that is absent. */
async function ifThere<T>(looked: Promise<T>): Promise<T | undefined> {
  try {
    return await looked
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
