import { join } from 'node:path'

/** Where the feeds file lies as all machines that share a catalogue have it; it is read in place of this machine's own. */
export function sharedConfigOf(dataDir: string): string {
  return join(dataDir, 'shared', 'feeds.config.json')
}
