import { ConfigError } from '../config/config-error.ts'
import { readSettings } from '../config/settings.ts'
import { freezeCatalogue, listFrozen } from '../wiring/frozen-copy.ts'
import { type FrozenManifest, FrozenTraffic } from '../store/frozen-manifest.ts'
import { askRunning } from './control-socket.ts'
import { createLog } from './create-log.ts'
import { readFeedsInUse } from './feeds-file.ts'

/** What a person asked for. */
export interface FreezeOptions {
  readonly list?: boolean
  readonly json?: boolean
}

/** Freezes what DATA_DIR holds under a name, the instant where none is given, or lists what was frozen. A gateway may be running on the folder. */
export async function freeze(name: string | undefined, { list = false, json = false }: FreezeOptions): Promise<void> {
  const settings = readSettings()
  const print = (value: unknown, text: string): void => console.log(json ? JSON.stringify(value, undefined, 2) : text)
  if (list) {
    const frozen = listFrozen(settings.dataDir)
    return print(frozen, frozen.map(describe).join('\n') || 'Nothing is frozen here yet.')
  }
  const chosen = name ?? new Date().toISOString().slice(0, 19).replaceAll(':', '')
  if (!/^[a-z0-9][a-z0-9._-]{0,63}$/i.test(chosen) || chosen.endsWith('.freezing')) {
    const problem =
      'is no name for a copy: use letters, digits, dots and dashes, at most 64, and begin with one of the first two'
    throw new ConfigError('The arguments', [{ path: chosen, problem }])
  }
  const config = await readFeedsInUse(settings)
  const log = await createLog(settings.logLevel ?? 'warn', settings)
  const { dataDir } = settings
  const traffic = FrozenTraffic.optional().parse(await askRunning(dataDir, 'GET', '/traffic'))
  const manifest = freezeCatalogue(chosen, config, { dataDir, log, now: Date.now }, traffic)
  print(manifest, `${describe(manifest)}\nServe it with \`oruk-gateway serve --frozen ${chosen}\`.`)
}

function describe({ name, id, at, generation, services, feeds, rules, files }: FrozenManifest): string {
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0)
  return [
    `${name}: ${at}, id ${id}, generation ${generation}, about ${services} services of ${feeds.length} feeds, ${(bytes / 1_000_000).toFixed(1)} MB`,
    `  rules and definitions: ${Object.values(rules).join(', ')}`,
  ].join('\n')
}
