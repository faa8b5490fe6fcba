/** American spellings, folded to the British; each holds for a word being typed as for the whole word, so that no keystroke loses a match. */
const SPELLINGS: readonly (readonly [RegExp, string])[] = [
  [/(?<=[a-z]{3})(?<!\bcit)iz(?!on)/g, 'is'],
  [/lyz/g, 'lys'],
  [/\b(armo|behavio|colo|endeavo|favo|flavo|harbo|hono|humo|labo|neighbo|odo|rumo|tumo)r/g, '$1ur'],
  [/\bcenter/g, 'centre'],
  [/\bprogram(?!m)/g, 'programm'],
  [/\bprogramm(?=s?\b)/g, 'programme'],
  [/\b(counsel|travel)(?=[eio])/g, '$1l'],
  [/\b(enrol|fulfil)l/g, '$1'],
  [/\blicens/g, 'licenc'],
  [/\bpractis/g, 'practic'],
  [/\bpediatr/g, 'paediatr'],
  [/\bgray\b/g, 'grey'],
]

const NOT_PLAIN = /[^ -~\t\n\r]/

/**
 * Text as it is indexed and searched: lower case, no accents, `&` as "and", apostrophes gone, one spelling for British and
 * American forms. Index and query go through the same function, so a fold can never lose a match.
 */
export function foldText(text: string): string {
  let folded = withoutAccents(text).toLowerCase().replace(/['’ʼ]/g, '').replace(/&/g, ' and ')
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
    withoutAccents(name)
      .toLowerCase()
      .replace(/['’ʼ]/g, '')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  return (words[0] === 'the' && words.length > 1 ? words.slice(1) : words).join(' ')
}

function withoutAccents(text: string): string {
  // Most texts are plain, and looking costs a fraction of taking apart.
  return NOT_PLAIN.test(text) ? text.normalize('NFKD').replace(/\p{M}+/gu, '') : text
}

/** An identifier without spaces and case, as publishers vary both. */
export function foldIdentifier(identifier: string): string {
  return identifier.replace(/\s+/g, '').toLowerCase()
}
