/** Words that mean something else with an s, for which it is no plural: a Rainbow group and Rainbows, the blind and blinds. */
const OTHER_WITH_S = new Set(
  words('news goods arms customs woods glasses spirits minds grounds savings forces specs bowls darts blinds')
    .concat(words('rainbows guides rangers beavers cubs brownies scouts squirrels explorers cadets eagles acorns'))
    .concat(words('works means manners brains looks spectacles minutes contents damages pains pants premises stalls'))
    .concat(words('physics ethics economics politics mathematics athletics gymnastics graphics acoustics classics'))
    .concat(words('draughts sands downs lets lots odds irons oils pastels trunks')),
)

const LITTLE_WORDS = new Set(words('the of and a an in at for to on with by our your'))

/** Words that say how an organization is incorporated, or that it is a council: "Bristol City Council" and "Bristol" are one name. */
const LEGAL_WORDS = new Set(
  words('ltd limited cic cio plc llp llc inc incorporated co company charity charitable trust registered')
    .concat(words('council borough city county district metropolitan mbc unitary authority'))
    .map(stem),
)

/** Words for the kind of thing a listing is, left out or exchanged at will: a group is a club is a session. */
const KIND_WORDS = new Set(
  words('group club service class session activity project program team centre association society').map(stem),
)

/** Words that nearly every directory's names hold, so that a match on them says little even in a small corpus. */
const GENERIC_WORDS = KIND_WORDS.union(
  new Set(
    words('support community school church hall village child adult family care home day local social uk')
      .concat(words('advice help health learning training parent people young youth older coffee morning lunch'))
      .concat(words('parish early childhood education development academy nursery playgroup preschool online drop'))
      .map(stem),
  ),
)

/** Stems that are written more than one way. */
const SPELLINGS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ saint: 'st', mum: 'mother', mom: 'mother', dad: 'father', programme: 'program', organisation: 'organization' },
    ...{ lady: 'women', woman: 'women', man: 'men', gent: 'men', gentlemen: 'men', children: 'child', kid: 'child' },
    ...{ luncheon: 'lunch', counseling: 'counselling', counselor: 'counsellor' },
    ...{ center: 'centre', cntr: 'centre', ctr: 'centre', assn: 'association', assoc: 'association' },
    ...{ comm: 'community', sch: 'school', hosp: 'hospital' },
    ...{ one: '1', two: '2', three: '3', ii: '2', iii: '3', iv: '4' },
  }),
)

/** The one spelling by which a word of a name is compared: plural s off, Saint is St, Center is Centre, II is 2. */
export function normaliseSpelling(word: string): string {
  const stemmed = stem(word)
  return SPELLINGS.get(stemmed) ?? stemmed
}

export function isLittleWord(word: string): boolean {
  return LITTLE_WORDS.has(word)
}

/** True for tokens that say how an organization is constituted (`ltd`, `trust`, `council`). */
export function isLegalToken(token: string): boolean {
  return LEGAL_WORDS.has(token)
}

/** True for tokens so common in directories that equality says little (`group`, `support`, `centre`). */
export function isGenericToken(token: string): boolean {
  return GENERIC_WORDS.has(token)
}

/** True for tokens that only say what kind of listing it is, so that nothing hangs on their difference. */
export function isKindToken(token: string): boolean {
  return KIND_WORDS.has(token)
}

function words(list: string): readonly string[] {
  return list.split(' ')
}

/** Plural endings off: "clubs", "classes", "parties". */
function stem(word: string): string {
  if (OTHER_WITH_S.has(word)) return word
  if (word.length <= 3 || !word.endsWith('s') || word.endsWith('ss')) return word
  if (word.length > 4 && word.endsWith('ies')) return `${word.slice(0, -3)}y`
  return /(?:ss|x|ch|sh)es$/.test(word) ? word.slice(0, -2) : word.slice(0, -1)
}
