import type { Language } from '../../model/language.ts'
import { findLanguage, type KnownLanguage } from '../../model/known-language.ts'
import { readName, readText } from '../fields/text.ts'
import type { IssueCollector } from '../issue-collector.ts'
import { present } from '../present.ts'
import type { RawObject } from '../reading-context.ts'
import { readAttributed } from './read-attribute.ts'

/** HSDS `language`; undefined where it names none (the UK profile's has an id only). */
export function readLanguage(raw: RawObject, issues: IssueCollector): Language | undefined {
  const name = readName(raw, 'name', issues) ?? readText(raw, 'language', issues)
  const code = readText(raw, 'code', issues)
  const note = readText(raw, 'note', issues)
  if (name === undefined && code === undefined && note === undefined) return undefined
  const known = find(code) ?? find(name)
  if (known === undefined && (name ?? code) !== undefined) issues.report('LANGUAGE_UNKNOWN', 'name', name ?? code)
  return present({
    ...readAttributed(raw, issues),
    name: known?.name ?? name ?? code,
    code: known?.code,
    note: note ?? (known !== undefined && name !== undefined && isOtherName(name, known) ? name : undefined),
  })
}

function find(nameOrCode: string | undefined): KnownLanguage | undefined {
  return nameOrCode === undefined ? undefined : findLanguage(nameOrCode)
}

// "Kurdish (Sorani)" or "Mandarin" says more than the language it is filed under.
function isOtherName(name: string, known: KnownLanguage): boolean {
  return name.length > 3 && name.toLowerCase() !== known.name.toLowerCase()
}
