const FUNCTION_WORDS =
  'the and to of a in for is you with your on we or are can be at our by from this as that if who will it have they their an all us more not please may any which also has into do but up out about over there how what when where each per through between during after before under other'.split(
    ' ',
  )
const TOPICS =
  'support group community advice service free people family children young adults older carers health wellbeing activities club sessions weekly training help with mental housing debt employment food bank lunch sports football yoga dance music art craft coffee morning drop in centre hall library online phone welfare benefits disability autism dementia parent toddler nursery school holiday youth volunteer friendship transport gardening walking swimming fitness counselling recovery addiction bereavement refuge legal citizens energy skills literacy english language classes'.split(
    ' ',
  )
const SYLLABLES =
  'ba be bi bo ca ce co cu da de di do fa fe fi fo ga ge go ha he hi ho ja jo ka ke ki la le li lo lu ma me mi mo mu na ne ni no pa pe pi po ra re ri ro ru sa se si so su ta te ti to tu va ve vi wa we wi ya zo'.split(
    ' ',
  )
const RARE_WORDS = 30_000

/** Runs of so many words, as frequent as in real text: a few in most texts, most in few. */
export interface InventedWords {
  text(count: number): string
  /** Without "the", "and" and their like, as names mostly are. */
  name(count: number): string
}

/** Words by chance. */
export function inventWords(random: () => number): InventedWords {
  const rare = Array.from({ length: RARE_WORDS }, () =>
    Array.from({ length: 2 + Math.floor(random() * 3) }, () => SYLLABLES[Math.floor(random() * SYLLABLES.length)]).join(
      '',
    ),
  )
  const all = [...FUNCTION_WORDS, ...TOPICS, ...rare]
  // Zipf's law: the chance of a word falls with its rank.
  const word = (least: number): string => {
    const rank = Math.exp(Math.log(least) + random() * (Math.log(all.length + 1) - Math.log(least)))
    return all[Math.floor(rank) - 1] ?? 'support'
  }
  return {
    text: (count) => Array.from({ length: count }, () => word(1)).join(' '),
    name: (count) => Array.from({ length: count }, () => word(FUNCTION_WORDS.length + 1)).join(' '),
  }
}
