import type { Language } from '../../model/language.ts'
import { broaderLanguage, findLanguage, type KnownLanguage } from '../../model/known-language.ts'
import { splitLanguages } from '../fields/split-languages.ts'
import { readName, readText } from '../fields/text.ts'
import type { IssueCollector } from '../issue-collector.ts'
import { present } from '../../model/present.ts'
import { readEach } from '../read-members.ts'
import type { RawObject } from '../reading-context.ts'
import { readAttributed } from './read-attribute.ts'

/** The languages under `languages`, also where they are texts instead of objects; several in one name are several, and one by two names is one. */
export function readLanguages(raw: RawObject, issues: IssueCollector): readonly Language[] | undefined {
  const languages = readEach(raw, 'languages', issues, readLanguage, (name) => ({ name }))
  return languages === undefined || languages.length < 2 ? languages : eachOnce(languages)
}

/** Those that say the same but for their notes as one, with all of those. */
function eachOnce(languages: readonly Language[]): readonly Language[] {
  const alike = Map.groupBy(languages, ({ note: _, ...language }) => JSON.stringify(language))
  return [...alike.values()].flatMap((same) => {
    const notes = new Set(same.flatMap(({ note }) => note ?? []))
    return same.slice(0, 1).map((language) => present({ ...language, note: [...notes].join('; ') || undefined }))
  })
}

/** HSDS `language`; undefined where it names none (the UK profile's has an id only). */
function readLanguage(raw: RawObject, issues: IssueCollector): readonly Language[] | undefined {
  const text = readName(raw, 'name', issues) ?? readName(raw, 'language', issues)
  const code = readName(raw, 'code', issues)
  const note = readText(raw, 'note', issues)
  if (text === undefined && code === undefined && note === undefined) return undefined
  const coded = code === undefined ? undefined : findLanguage(code)
  const names = text === undefined ? [undefined] : splitLanguages(text)
  const base = readAttributed(raw, issues)
  const languages = names.map((name) => {
    // "No" in place of a name denies that there is one; as a code it is Norwegian.
    const named = name === undefined || /^no$/i.test(name.trim()) ? undefined : findLanguage(name)
    const known = named === undefined || isPartOf(coded, named) ? (coded ?? named) : named
    if (known === undefined && (name ?? code) !== undefined) issues.report('LANGUAGE_UNKNOWN', 'name', name ?? code)
    return present(base, {
      name: known?.name ?? name ?? code,
      code: known?.code,
      note: note ?? (known !== undefined && name !== undefined && isOtherName(name, known) ? name : undefined),
    })
  })
  // The name is what a person wrote; a code is the easier slip.
  const isOne = new Set(languages.map((language) => language.code ?? language.name)).size === 1
  const isContrary = code !== undefined && isOne && languages[0]?.code !== coded?.code
  if (isContrary) issues.report('LANGUAGE_CODE', 'code', code)
  return languages
}

function isPartOf(narrower: KnownLanguage | undefined, language: KnownLanguage): boolean {
  return narrower !== undefined && broaderLanguage(narrower.code) === language.code
}

// "Farsi" says in which words the publisher knows the language it is filed under.
function isOtherName(name: string, known: KnownLanguage): boolean {
  return name.length > 3 && name.toLowerCase() !== known.name.toLowerCase()
}
