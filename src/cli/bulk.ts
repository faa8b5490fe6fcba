import { writeRelease } from '../bulk/write-release.ts'
import { openHeld } from './open-held.ts'
import { untilStopped } from './until-stopped.ts'

/** What a person asked for. */
export interface BulkOptions {
  /** The copy that it is made of; DATA_DIR as it is now where not given. */
  readonly frozen?: string
}

/** Writes a release of all that is held as files below a folder, BULK_DIR where none is given, and prints what it has. No feed is asked; a gateway may be running. Nothing is left of one that is stopped. */
export async function writeBulk(folder: string | undefined, { frozen }: BulkOptions): Promise<void> {
  const held = await openHeld(frozen)
  const stopping = new AbortController()
  void untilStopped().then(() => stopping.abort())
  try {
    const { path, files } = await writeRelease(folder ?? held.settings.bulkDir, {
      source: held.source,
      generation: held.generation(),
      now: new Date(),
      title: 'Services published by councils as Open Referral UK',
      signal: stopping.signal,
    })
    const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
    console.log(`${path}: ${files.length} files, ${(bytes / 1_000_000).toFixed(1)} MB, described by datapackage.json`)
    for (const file of files) console.log(`  ${file.path}  ${file.bytes} bytes  sha256 ${file.hash.slice(0, 12)}…`)
  } catch (error) {
    if (!stopping.signal.aborted) throw error
    console.error('No release was written: it was stopped before its end.')
    process.exitCode = 1
  } finally {
    held.close()
  }
}
