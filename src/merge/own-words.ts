import { isAudienceToken } from './audience-words.ts'
import { isGenericToken, isKindToken } from './name-words.ts'

/**
 * A service's name without the name of its organization, in whole or as people begin it: "Age UK Dorset Befriending" of Age
 * UK Dorset is "Befriending". The name as it stands where nothing that names a service is left, or where the words left out
 * do not name the body ("Walking Group" of Walking and Talking, "Young Carers Choir" of Young Carers).
 */
export function readOwnWords(name: readonly string[], organization: readonly string[]): readonly string[] {
  for (let length = Math.min(organization.length, name.length - 1); length > 0; length--) {
    const part = organization.slice(0, length)
    if (!part.some((token) => !isGenericToken(token) && !isAudienceToken(token))) return name
    const at = findRun(name, part, length === organization.length)
    const own = at === undefined ? [] : name.toSpliced(at, length)
    // Named twice over ("Lantern Mentoring - Lantern"), it goes twice.
    if (own.some((token) => !isKindToken(token))) return readOwnWords(own, organization)
  }
  return name
}

/** Where the words stand in a row: anywhere, or else at the beginning or the end alone. */
function findRun(name: readonly string[], part: readonly string[], isAnywhere: boolean): number | undefined {
  const last = name.length - part.length
  const starts = isAnywhere ? Array.from({ length: last + 1 }, (_, at) => at) : [0, last]
  return starts.find((at) => part.every((token, index) => name[at + index] === token))
}
