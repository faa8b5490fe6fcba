import { appendFileSync } from 'node:fs'
import { decisionsFileOf } from '../intake/clusters/decisions-file.ts'
import { openDuplicates } from '../catalogue/clusters/open-duplicates.ts'
import { ConfigError } from '../config/config-error.ts'
import { Decision, formatDecision } from '../merge/decisions.ts'
import { importDecisions } from './duplicates-import.ts'
import { catalogueFile, restateUnconfigured } from './duplicates-list.ts'
import { present } from '../model/present.ts'

export interface DecideOptions {
  readonly by: string
  readonly note?: string
  /** Path of a CSV whose rows decide, in place of arguments. */
  readonly from?: string
  /** Slug of the feed whose publisher answered: the file may decide of its records alone. */
  readonly feed?: string
}

/** Notes what is decided of the two records named, or by each row of a file; `ConfigError` where neither or both are given. */
export async function decide(
  [a, b, relation]: readonly (string | undefined)[],
  { from, ...options }: DecideOptions,
): Promise<void> {
  if (from !== undefined && a === undefined) return importDecisions(from, options)
  if (from !== undefined || a === undefined || b === undefined || relation === undefined)
    throw new ConfigError('The arguments', [
      { path: 'decide', problem: 'needs two records and a relation, or --from with a file' },
    ])
  decideDuplicates(a, b, relation, options)
}

/**
 * Appends what a person decided of two records to the decisions file; a running gateway takes it up. `ConfigError` where it
 * can't be meant, or a record is not held.
 */
function decideDuplicates(
  a: string,
  b: string,
  relation: string,
  { by, note }: Pick<DecideOptions, 'by' | 'note'>,
): void {
  const stated = {
    a,
    b,
    relation: relation.toUpperCase(),
    by,
    at: new Date().toISOString(),
    ...present({ note }),
  }
  const decision = Decision.safeParse(stated)
  if (!decision.success)
    throw new ConfigError(
      'The arguments',
      decision.error.issues.map(({ path, message }) => ({ path: path.join('.'), problem: message })),
    )
  const file = catalogueFile()
  const duplicates = openDuplicates(file, restateUnconfigured)
  try {
    const unknown = [a, b].filter((_, index) => duplicates.find(a, b).records[index] === undefined)
    if (a === b || unknown.length > 0)
      throw new ConfigError(
        'The arguments',
        a === b
          ? [{ path: b, problem: 'is the same record twice' }]
          : unknown.map((path) => ({ path, problem: 'is no record held here: name it as feed/originId' })),
      )
  } finally {
    duplicates.close()
  }
  appendFileSync(decisionsFileOf(file), formatDecision(decision.data))
  console.log(`Noted in ${decisionsFileOf(file)}: ${a} and ${b} are ${decision.data.relation}.`)
}
