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

/** Letters that do not come apart into a plain letter and a mark, as people type them who do not have them. */
const PLAIN_LETTERS: Readonly<Record<string, string>> = {
  ł: 'l',
  ø: 'o',
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ŋ: 'n',
  ŧ: 't',
}
const UNPLAIN_LETTER = /[łøßæœđðþħıŋŧ]/g
/** `E.S.O.L.`: letters apart by full stops. */
const STOPPED_INITIALS = /(?<![\p{L}\p{N}])(?:\p{L}\.){2,}(?:\p{L}(?![\p{L}\p{N}]))?/gu
/** `A&E`, `B & B`, `A and E`. */
const JOINED_INITIALS = /(?<![\p{L}\p{N}])(\p{L})(?: ?& ?| and )(\p{L})(?![\p{L}\p{N}])/gu

/** `Stay 'n' play`, its apostrophes gone. */
const SHORT_AND = /(?<=\p{L} )n(?= \p{L})/gu

/** Stands between texts that are indexed together, so that no phrase is found across them. */
export const PART_BREAK = 'zqxz'

const NOT_PLAIN = /[^ -~\t\n\r]/

/**
 * Text as it is indexed and searched: lower case, no accents, `&` as "and", apostrophes gone, initials as one word with or
 * without their stops or their "and", one spelling for British and American forms. Index and query go through the same function, so a fold can never lose a match.
 */
export function foldText(text: string): string {
  let folded = joinInitials(withoutAccents(text).toLowerCase().replace(/['’ʼ]/g, '')).replace(/&/g, ' and ')
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

function joinInitials(text: string): string {
  return text
    .replace(STOPPED_INITIALS, (initials) => initials.replaceAll('.', ''))
    .replace(SHORT_AND, 'and')
    .replace(JOINED_INITIALS, (_, first: string, second: string) => `${first}and${second}`)
}

function withoutAccents(text: string): string {
  // Most texts are plain, and looking costs a fraction of taking apart.
  if (!NOT_PLAIN.test(text)) return text
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(UNPLAIN_LETTER, (letter) => PLAIN_LETTERS[letter] ?? letter)
}

/** An identifier without spaces and case, as publishers vary both. */
export function foldIdentifier(identifier: string): string {
  return identifier.replace(/\s+/g, '').toLowerCase()
}
