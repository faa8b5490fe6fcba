import { findLanguage } from '../../model/known-language.ts'

const SEPARATOR = /\s*(?:[,;/&+|\n]|\band\b|\bor\b)\s*/i
const WITH_DIALECT = /^([^()]+?)\s*(?:\(([^()]+)\)|[-–:]\s+(.+))$/
const MAX_CHARACTERS = 1_000

/** The names of languages in one text, in order: "English, Polish and Urdu" are three, "Kurdish (Sorani)" two; a text of which no part is a known language stays whole. */
export function splitLanguages(text: string): readonly string[] {
  if (findLanguage(text) !== undefined || text.length > MAX_CHARACTERS) return [text]
  const [, language, inBrackets, afterDash] = WITH_DIALECT.exec(text) ?? []
  const dialects = inBrackets ?? afterDash
  if (language !== undefined && dialects !== undefined && findLanguage(language) !== undefined) {
    const known = dialects.split(SEPARATOR).filter((dialect) => findLanguage(dialect) !== undefined)
    if (known.length > 0) return [...new Set([language, ...known])]
    return [text]
  }
  // Separators inside brackets do not part languages.
  const parts = text.split(new RegExp(`${SEPARATOR.source}(?![^(]*\\))`, 'i')).filter((part) => part !== '')
  const isList = parts.length > 1 && parts.some((part) => findLanguage(part) !== undefined)
  return isList ? [...new Set(parts.flatMap(splitLanguages))] : [text]
}
