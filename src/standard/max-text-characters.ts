/** Longest text kept, in characters. */
export const MAX_TEXT_CHARACTERS = 100_000
