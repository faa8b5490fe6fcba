import { DatabaseSync } from 'node:sqlite'
import { CatalogueFileError } from './catalogue-file-error.ts'
import { isDamage } from './damage.ts'
import { describeBytes, isDatabase, isMarkedAs, readHeader } from './file-header.ts'
import { APPLICATION_ID, SOURCE_VERSION } from './source-tables.ts'

/** What lies where the catalogue should: nothing or an empty file, a catalogue, or one that is damaged. */
type FileState = 'empty' | 'ours' | 'damaged'

/** The log's checksums are of either byte order. */
const LOG_MAGIC: ReadonlySet<number> = new Set([0x377f0682, 0x377f0683])
/** Versions from before files were marked. */
const LAST_UNMARKED = 8
const ELSEWHERE =
  'it is left as it is: point DATA_DIR at another folder, or move it away, and restore a backup or have the councils asked again'

/** Looks at the file without writing to it. CatalogueFileError says what it is where it is no catalogue of this gateway's. */
export function recogniseFile(file: string): FileState {
  const header = readHeader(file, (what) => new CatalogueFileError(file, `is ${what}; ${ELSEWHERE}`))
  if (header === undefined || header.length === 0) return 'empty'
  const isMarked = isMarkedAs(APPLICATION_ID, header)
  // Where the file's first page is spoilt, the log beside it may hold it whole.
  if (!isDatabase(header) && !isMarked && !hasLog(file))
    throw new CatalogueFileError(file, `is ${describeBytes(header)}, not a catalogue; ${ELSEWHERE}`)
  try {
    return recogniseDatabase(file)
  } catch (cause) {
    if (cause instanceof CatalogueFileError) throw cause
    if (!isDamage(cause))
      throw new CatalogueFileError(
        file,
        'cannot be opened: check that it and its folder can be read and written, and that the disk has room',
        {
          cause,
        },
      )
    if (isMarked) return 'damaged'
    throw new CatalogueFileError(
      file,
      'is damaged or cut short, so far that nothing shows whether it is a catalogue of this gateway; it is left as it is: restore a copy, or move it away and the councils are asked again',
      { cause },
    )
  }
}

function recogniseDatabase(file: string): FileState {
  const db = new DatabaseSync(file, { readOnly: true })
  try {
    const pragma = (name: string): number => Number(db.prepare(`PRAGMA ${name}`).get()?.[name] ?? 0)
    const [id, version] = [pragma('application_id'), pragma('user_version')]
    const names = new Set(
      db
        .prepare('SELECT name FROM sqlite_master')
        .all()
        .map(({ name }) => name),
    )
    if (id === 0 && version === 0 && names.size === 0) return 'empty'
    const isOurs = id === APPLICATION_ID || (hasOurTables(db, names) && (id !== 0 || isUnmarkedVersion(version)))
    if (!isOurs) throw new CatalogueFileError(file, `is the database of another program; ${ELSEWHERE}`)
    // No other program has tables like these: the mark itself is spoilt.
    if (id !== APPLICATION_ID && id !== 0) return 'damaged'
    if (version > SOURCE_VERSION)
      throw new CatalogueFileError(
        file,
        `was written by a newer version of the gateway (tables ${version}, this one knows ${SOURCE_VERSION}): upgrade the gateway, or point DATA_DIR at another folder`,
      )
    return 'ours'
  } finally {
    db.close()
  }
}

function isUnmarkedVersion(version: number): boolean {
  return version >= 1 && version <= LAST_UNMARKED
}

function hasOurTables(db: DatabaseSync, names: ReadonlySet<unknown>): boolean {
  if (!['meta', 'feed', 'record', 'sweep_issue'].every((name) => names.has(name))) return false
  const columns = new Set(
    db
      .prepare("SELECT name FROM pragma_table_info('record')")
      .all()
      .map(({ name }) => name),
  )
  return ['sid', 'fid', 'origin_id', 'list', 'list_hash', 'detail', 'needs_detail'].every((name) => columns.has(name))
}

/** Whether SQLite's log lies beside it. */
function hasLog(file: string): boolean {
  const log = `${file}-wal`
  const head = readHeader(
    log,
    (what) => new CatalogueFileError(file, `has beside it ${log}, which is ${what}: move it away`),
  )
  return head !== undefined && head.length >= 4 && LOG_MAGIC.has(head.readUInt32BE(0))
}
