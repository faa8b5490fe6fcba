/** A word, or words in a row, each as its folded words. */
export type Phrase = readonly string[]

/** Ways to ask for something, words that are said around it, and what records call it; each as folded words. */
export interface Topic {
  readonly asked: readonly Phrase[]
  readonly hints: readonly string[]
  readonly called: readonly Phrase[]
}
