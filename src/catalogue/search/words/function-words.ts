/**
 * Words that carry no meaning of their own in a search: grammar, the ways in which people ask, and for whom they ask (one person, for several are a group that has its own). They
 * never decide what is found where other words are there.
 */
export const FUNCTION_WORDS: ReadonlySet<string> = new Set(
  `a an the and or but of for in on at to from with without by as into near nearby nearest around close local here there
  i im ive id my me mine we our us you your he his him she her hers they their them it its this that these those
  is are am was were be been being do does did done have has had having got get getting can could may might must should
  would will shall not no any some all very really too also just who whom whose what which where when why how
  want wanting need needs needing look looking find finding search searching seek seeking know tell show give please like
  somewhere something someone anything anyone anybody somebody place places thing things
  mum mom mother dad father nan gran granny grandma grandad grandfather grandmother husband wife
  partner son daughter brother sister uncle aunt neighbour friend suffers suffering feel feeling feels
  available offered offering offers about use using go going come coming
  today tonight tomorrow now soon urgent urgently once every each much many lot
  out up off until till since while because if than then so only still even own again ever always never another other others
  wont cant dont doesnt didnt isnt arent wasnt couldnt wouldnt havent hasnt ive youre theyre were im
  boyfriend girlfriend fiance spouse ex little bit
  go goes went gone keep keeps keeping kept take takes taking took put puts putting both hardly barely chap bloke guy let lets`
    .split(/\s+/)
    .filter(Boolean),
)

/** Words that nearly every service could use of itself: they rank, and are the first to be done without where nothing has all words. */
export const LIGHT_WORDS: ReadonlySet<string> = new Set(
  `help helping support supporting supported service services advice information group groups people person adult adults
  community centre center activity activities session sessions class classes programme scheme project free day days week weekly
  learn learning learner club clubs lesson lessons course courses team teams meeting meetings`
    .split(/\s+/)
    .filter(Boolean),
)

/** Words for whom a service is. Who asks for something for them is helped by it, and not by whatever else is for them. */
export const AUDIENCE_WORDS: ReadonlySet<string> = new Set(
  `kid kids child children childrens baby babies toddler toddlers infant infants boy boys girl girls
  young younger youth youths teen teens teenage teenager teenagers junior juniors adolescent adolescents
  old older elder elders elderly senior seniors pensioner pensioners retired over under aged age ages year years
  man men mens woman women womens lady ladies gentlemen male female mothers mums fathers dads parents grandparents
  family families beginner beginners everyone all`
    .split(/\s+/)
    .filter(Boolean),
)

/** Whether the folded word says anything of what is sought: neither grammar nor what every service could say of itself. */
export function hasMeaning(word: string): boolean {
  return word !== '' && !FUNCTION_WORDS.has(word) && !LIGHT_WORDS.has(word)
}
