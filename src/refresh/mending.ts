import type { CatalogueWriter } from '../intake/catalogue-writer.ts'
import type { StartedWriter } from '../intake/start-writer.ts'
import type { DamagedFile, Troubles } from '../model/keeper.ts'
import type { Log } from '../model/log.ts'
import { present } from '../model/present.ts'
import { startFileCheck } from './check-file.ts'
import { createGeographyMending, logGeographySalvage } from './geography-mending.ts'
import type { Remaking } from './remaking.ts'
import { createRepairing, logSalvage } from './repairing.ts'
import { createReviving } from './reviving.ts'

/** Mends what breaks under a running keeper: its files, and the thread that writes them. */
export interface Mending {
  /** A file turned out to be damaged, in these tables where that is known. */
  note(of: DamagedFile, tables?: readonly string[]): void
  /** The writer's thread has ended by itself. */
  noteEnd(): void
  /** Which files can't all be read, as far as is known. */
  troubles(): Troubles
  /** Looks through the catalogue's file now; resolves when it has been looked through. */
  check(): Promise<void>
  /** Resolves when no damage is being mended. */
  done(): Promise<void>
  /** Looks no more and revives no more; resolves when nothing is under way. */
  stop(): Promise<void>
}

/** What a mending is made with. */
export interface MendingParts {
  /** Path of the catalogue. */
  readonly file: string
  readonly log: Log
  /** Milliseconds on a clock that nobody sets. */
  monotonicNow(): number
  readonly isScheduled: boolean
  readonly writer: StartedWriter
  readonly remaking: Remaking
  /** Has nothing written to the file for a while. */
  pause(): Promise<void>
  /** Has the feeds that were given read again. */
  takeUpAgain(): Promise<void>
  /** Whether all that is made of the raw records is made again; resolves when that has ended. */
  rebuilt(): Promise<boolean>
  /** Who reads may take the new file up. */
  onReplaced(): void
}

/** Begins to look after one keeper's files; says first what was taken out of damaged ones when they were opened. */
export async function startMending(parts: MendingParts): Promise<Mending> {
  const { file, log, writer, remaking, pause, takeUpAgain, onReplaced } = parts
  const repairing = createRepairing({
    ...parts,
    async salvage() {
      await pause()
      try {
        return await writer.salvage()
      } finally {
        // Where it failed the feeds go on with the file as it is, until it is tried again.
        await remaking.lookAgain()
        await takeUpAgain()
      }
    },
  })
  const geography = createGeographyMending({
    ...parts,
    mend: () => writer.mendGeography(),
    async onMended() {
      onReplaced()
      await takeUpAgain()
    },
  })
  const reviving = createReviving({
    ...parts,
    async revive() {
      await done()
      await pause()
      await writer.restart()
      if (await logSalvaged(writer, log)) repairing.settle()
      // What was begun before it ended may have put another file in the place of the one that is open.
      await remaking.lookAgain()
      onReplaced()
      await takeUpAgain()
    },
  })
  function note(of: DamagedFile, tables?: readonly string[]): void {
    if (of === 'GEOGRAPHY') geography.note()
    else repairing.note(tables)
  }
  async function done(): Promise<void> {
    await repairing.done()
    await geography.done()
  }
  await logSalvaged(writer, log)
  const fileCheck = startFileCheck(file, note, parts)
  // A log that was being folded in when it was lost may have left half of itself.
  if (await logOlder(writer, log)) void fileCheck.check()
  return {
    note,
    noteEnd: reviving.note,
    troubles: () => present({ catalogue: repairing.reason(), geography: geography.reason() }),
    check: () => fileCheck.check(),
    done,
    async stop() {
      fileCheck.stop()
      await reviving.stop()
      await done()
    },
  }
}

/** Says where the catalogue is older than what was shown from it; whether it is. */
async function logOlder(writer: StartedWriter, log: Log): Promise<boolean> {
  const older = await writer.olderThanShown()
  if (older === undefined) return false
  log.error(
    { ...older },
    'The catalogue is older than what was answered from it: its log was lost, or an older copy was put in its place. Every feed is asked again at once.',
  )
  return true
}

/** Says what was taken out of damaged files when they were opened; whether the catalogue's was one. */
async function logSalvaged(writer: CatalogueWriter, log: Log): Promise<boolean> {
  const salvaged = await writer.salvagedAtStart()
  if (salvaged !== undefined) logSalvage(log, salvaged)
  const geography = await writer.salvagedGeography()
  if (geography !== undefined) logGeographySalvage(log, geography)
  return salvaged !== undefined
}
