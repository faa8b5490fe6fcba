import { restoreBackup, writeBackup } from '../wiring/backup.ts'
import { readSettings } from '../config/settings.ts'
import { VERSION } from '../version.ts'
import { placeFeedsFile } from './feeds-file.ts'

/** Writes an archive of DATA_DIR and the feeds file in use into a folder, and says where; a gateway may be running. */
export async function backup(folder: string): Promise<void> {
  const settings = readSettings()
  const { path: configPath } = placeFeedsFile(settings)
  const { dataDir } = settings
  console.log(await writeBackup({ dataDir, configPath, to: folder, program: VERSION, now: new Date() }))
}

/** Puts an archive back into DATA_DIR, and says what of the feeds file is to be done. */
export async function restore(archive: string): Promise<void> {
  const { dataDir, feedsConfigPath } = readSettings()
  const { manifest, config } = await restoreBackup(archive, dataDir, new Date())
  console.log(`${dataDir} is as it was at ${manifest.at}, by version ${manifest.program}.`)
  if (config !== undefined)
    console.log(`The feeds file of then is ${config}; FEEDS_CONFIG is ${feedsConfigPath}, which was left as it is.`)
}
