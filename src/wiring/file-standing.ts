// Says how the files of a data folder stand on their disk, for metrics and `status`.
import { statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { FileStanding } from '../model/file-standing.ts'
import type { Troubles } from '../model/keeper.ts'
import { present } from '../model/present.ts'
import { readFreeBytes } from '../store/free-bytes.ts'
import { geographyFileOf } from '../store/geography-file.ts'
import { findAside, type KeptAside } from '../store/kept-aside.ts'

/** A file that is looked through and mended. */
export interface PartStanding {
  readonly part: 'catalogue' | 'geography'
  /** It is damaged and being mended. */
  readonly isDamaged: boolean
  /** What is kept of it as it was when it was found damaged, the newest last. */
  readonly aside: readonly KeptAside[]
}

/** Looks at the files of the catalogue's folder. */
export function readFileStanding(
  file: string,
  { catalogue, geography, writing }: Troubles,
): FileStanding<PartStanding> {
  return {
    bytes: bytesOf(file),
    logBytes: bytesOf(`${file}-wal`),
    ...present({ freeBytes: readFreeBytes(dirname(file)) }),
    isWritable: writing === undefined,
    parts: [
      { part: 'catalogue', isDamaged: catalogue !== undefined, aside: findAside(file) },
      { part: 'geography', isDamaged: geography !== undefined, aside: findAside(geographyFileOf(file)) },
    ],
  }
}

function bytesOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0
}
