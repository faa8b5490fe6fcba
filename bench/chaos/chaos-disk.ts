import { execFileSync } from 'node:child_process'
import { closeSync, mkdirSync, openSync, rmSync, statSync, truncateSync, writeSync } from 'node:fs'
import { join } from 'node:path'

/** The disk that the gateway keeps its folder on. */
export interface ChaosDisk {
  readonly dataDir: string
  /** Whether it has an end of its own; without one it is never full. */
  readonly isBounded: boolean
  /** Leaves no room at all. */
  fill(): void
  /** Gives the room back. */
  free(): void
  /** Writes noise over 64 bytes of random pages of the catalogue. */
  damagePages(pages: number, random: () => number): void
  /** Takes away the second half of the catalogue. */
  cutShort(): void
  remove(): void
}

const PAGE = 16_384
const NOISE = Buffer.alloc(64, 0xa5)
const CHUNK = Buffer.alloc(1_000_000)

/** Makes a file system of so many bytes in memory below `folder`, where this machine lets us; a plain folder otherwise. */
export function createChaosDisk(folder: string, bytes: number): ChaosDisk {
  const mount = join(folder, 'disk')
  mkdirSync(mount)
  const isBounded = mountTmpfs(mount, bytes)
  const dataDir = join(mount, 'data')
  const [ballast, catalogue] = [join(mount, 'ballast'), join(dataDir, 'catalogue.sqlite')]
  return {
    dataDir,
    isBounded,
    fill: () => fill(ballast),
    free: () => rmSync(ballast, { force: true }),
    damagePages(pages, random) {
      const file = openSync(catalogue, 'r+')
      const size = Math.floor(statSync(catalogue).size / PAGE)
      for (let page = 0; page < pages; page += 1)
        writeSync(file, NOISE, 0, NOISE.length, Math.floor(random() * size) * PAGE)
      closeSync(file)
    },
    cutShort: () => truncateSync(catalogue, Math.floor(statSync(catalogue).size / PAGE / 2) * PAGE),
    remove() {
      if (isBounded) execFileSync('umount', ['-l', mount])
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function mountTmpfs(path: string, bytes: number): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${bytes}`, 'tmpfs', path], { stdio: 'pipe' })
    return true
  } catch {
    // Not as root, or not on Linux: the run says that no disk was full.
    return false
  }
}

function fill(path: string): void {
  const file = openSync(path, 'a')
  try {
    for (let size = CHUNK.length; size >= 1;) {
      try {
        if (writeSync(file, CHUNK, 0, size) < size) size = Math.floor(size / 2)
      } catch (error) {
        if (!(error instanceof Error) || Reflect.get(error, 'code') !== 'ENOSPC') throw error
        size = Math.floor(size / 2)
      }
    }
  } finally {
    closeSync(file)
  }
}
