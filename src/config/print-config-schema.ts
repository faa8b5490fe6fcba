import { z } from 'zod'

import { FeedsFile } from './feeds-config.ts'

/** The JSON Schema (draft 2020-12) of the feeds file, as text ready to be written. */
export function printConfigSchema(): string {
  const schema = z.toJSONSchema(FeedsFile, { io: 'input', target: 'draft-2020-12' })
  return `${JSON.stringify({ title: 'feeds.config.json', ...schema }, undefined, 2)}\n`
}
