import { statfsSync } from 'node:fs'

/** What may still be written to the disk of a folder; undefined where the system does not say, as of some networks and containers. */
export function readFreeBytes(folder: string): number | undefined {
  const { bavail, bsize } = statfsSync(folder)
  return bsize === 0 ? undefined : bavail * bsize
}
