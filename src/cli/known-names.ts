import type { KnownNames } from '../config/parse-feeds-config.ts'
import { dialects } from '../standard/dialects.ts'
import { quirks } from '../standard/quirks/quirks.ts'

/** Names a feeds file may use. */
export const KNOWN_NAMES: KnownNames = {
  quirks: Object.keys(quirks),
  dialects: dialects.map((dialect) => dialect.name),
}
