/** Word endings and spellings that British and American English write differently, folded to one form for search. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/isation\b/g, 'ization'],
  [/(?<=[a-z]{3})is(e|ed|es|ing)\b/g, 'iz$1'],
  [/(?<=[a-z]{2})our\b/g, 'or'],
  [/ours\b/g, 'ors'],
  [/\bcentre/g, 'center'],
  [/\bprogramme/g, 'program'],
  [/\bcounsell/g, 'counsel'],
]

/**
 * Text as it is indexed and searched: lower case, no accents, `&` as "and", apostrophes gone, one spelling for British and
 * American forms. Index and query go through the same function, so a fold can never lose a match.
 */
export function foldText(text: string): string {
  let folded = text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’ʼ]/g, '')
    .replace(/&/g, ' and ')
  for (const [spelling, form] of SPELLINGS) folded = folded.replace(spelling, form)
  return folded
}

/** Words of a text, folded: runs of letters and digits. */
export function foldedWords(text: string): string[] {
  return foldText(text).match(/[\p{L}\p{N}]+/gu) ?? []
}

/** A name as an index would file it: folded, without punctuation and a leading "the". */
export function sortableName(name: string): string {
  const words =
    name
      .normalize('NFKD')
      .replace(/\p{M}+/gu, '')
      .toLowerCase()
      .replace(/['’ʼ]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return (words[0] === 'the' && words.length > 1 ? words.slice(1) : words).join(' ')
}
