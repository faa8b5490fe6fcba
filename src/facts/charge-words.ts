/**
 * What words say of the price of a service. FREE_IN_PART: for some people, on a condition, or for a part of it; MAYBE:
 * that it may cost; ASIDE: the price of something beside it, such as parking.
 */
export type ChargeWord = 'FREE' | 'FREE_IN_PART' | 'CHARGED' | 'MAYBE' | 'ASIDE'

// A full stop between figures ends nothing.
const CLAUSE_END = /[;!\n•|]+|(?<=\?)|\.(?!\d)|\s[-–—]\s/
const PRICE =
  /(?:£|€|\$|\b(?:gbp|eur)\b)\s*(?<sum>\d[\d,]*(?:\.\d+)?)|(?<![\d.,:])(?<pounds>\d[\d,]*(?:\.\d+)?)\s*(?:pounds?|pence|quid|gbp|p(?!\.?\s?m\b))\b/gi
/** A text that is a figure, or begins with one that is for each of something. */
const BARE_PRICE = /^\s*(?<sum>\d+(?:[.,]\d{1,2})?)\s*(?:$|(?:per|each)\b|\/)/i

const NOT_OF_PRICE =
  /\bfree[- ]?(?:spirit\w*|flow\w*|form|phone|post|fone|call|dial|range|from|time|will|wheel\w*|style)\b|\bfeel free\b|\b(?:gluten|dairy|sugar|smoke|drug|alcohol|toll|hands|step|stress|barrier|hassle|worry|judge?ment|symptom|pain|nut|interest|vat|tax|rent|traffic|pet)[- ]free\b|\b(?!(?:cost|fee|charge)s?-)\w+-free\b|\bfree (?:of|from) (?!charge|cost)\w+/gi
const BESIDE =
  /\b(?:car )?park(?:ing|s)?\b|\bwi-?fi\b|\brefreshments?\b|\b(?:tea|coffee|cakes?|biscuits?|drinks?|snacks?|lunch(?:es)?|breakfasts?|meals?|food|cr[eè]che|transport|equipment|kit|uniforms?|toilets?|t-shirts?|car|phone|calls?)\b/gi
const FREE_BESIDE = new RegExp(
  `\\bfree\\b(?: of charge)? (?:\\w+ )?(?:${BESIDE.source})|(?:${BESIDE.source})(?: (?:is|are))? free\\b|\\bno (?:charges?|fees?) for (?:\\w+ )?(?:${BESIDE.source})`,
  'i',
)
const DENIED =
  /\b(?:not|no longer|never|isn['’]t|aren['’]t|n['’]t)\b[^.;,]{0,24}?\b(?:free|without charge)\b(?: of (?:charge|cost))?/gi
const FREE =
  /\bfree\b(?: of (?:any )?(?:charges?|costs?))?|\bno (?:admission |entry |entrance )?(?:charges?|costs?|fees?|payments?)\b|\bwithout (?:any )?(?:charge|cost)\b|\bnothing to pay\b|\b(?:does|do|did|is|are) ?n(?:o|['’])t (?:(?:have|need) to (?:pay)|charged?|cost)\b|\bcosts? nothing\b|\bnil\b|\bgratis\b|\bf\.?o\.?c\b\.?|\bzero cost\b|^\s*none\s*$/gi
const CHARGED =
  /\b(?:there (?:is|are|will be)|at|for|with) (?:an? |some )?(?:(?:small|nominal|modest|minimal|weekly|monthly|annual|hourly|admission|entry|session|membership|standard) )*(?:charges?|fees?|costs?)\b|\ban? (?:(?:small|nominal|modest|minimal|weekly|monthly|annual|hourly|admission|entry) )*(?:charge|fee)\b|\b(?:charges?|fees?|costs?) (?:(?:is|are|will be) )?(?:appl(?:y|ies)|payable|made|involved|required|charged)\b|\bpay(?:s|ing|able)?\b|\bpaid\b|\bchargeable\b|\b(?:we|is|are|be) charged?\b/i
const MAYBE =
  /\b(?:charges?|charged|fees?|costs?|prices?|pricing|rates?|tariffs?|subscriptions?|paid|pay(?:able|ment)?)\b/i
const UNSURE = /\b(?:may|might|could|can|sometimes|some|depend\w*|contact|ask|check|enquir\w+|phone|see)\b/i
const GIVEN =
  /\bdonat\w+|\bvoluntary contributions?|\bcontributions? (?:are |is )?(?:welcome|appreciated)|\bpay (?:what|as) you (?:can|like|feel|want|wish|think|are able)\b/i

/** What is given beside a service, or is one thing of all that it does. */
const THINGS =
  'gifts? bags? samples? newsletters? magazines? brochures? leaflets? booklets? books? packs? guides? maps? downloads? apps? vouchers? checks? check-ups? checkups? tests? testing kits? screenings? examinations? alarms? toys? prizes? condoms? nappies t-shirts? badges? certificates?'
/** Of such a thing: "free gift", "free eye test". */
const FREE_THING = new RegExp(`\\bfree (?:[\\w'-]+ ){0,2}(?:${THINGS.replaceAll(' ', '|')})(?![\\w-])`, 'i')
/** Some of it alone, there or then alone. */
const PART_FREE =
  /(?<!\bto[- ])\b(?:one|two|three|four|five|six) free\b|\bfree\b(?: of charge)? (?:in(?![- ]person\b)|inside|on production)\b|\bfrom £?0(?![\d.])/i
/** A sum beside these is another than the price: what one may own, is given, gets back, or need not pay. */
const OTHER_SUM =
  /\b(?:savings?|incomes?|earn\w*|capital|salar\w+|wages?|worth|valued?|grants?|fund(?:s|ed|ing)?|bursar\w+|vouchers?|loans?|prizes?|fine[sd]?|penalt\w+|deposits?|refund\w*|returned|off|saves?|saving|discount\w*|reduc\w+|optional\w*|raffle|contributions?|towards|up to|no more than|if you can|usual(?:ly)?|normal(?:ly)?|was|were|raised|turnover|budget|award\w*|debts?|owed|arrears|allowances?|waiv\w+)\b/i
/** Of help with paying, or of others who pay. */
const OTHERS_PAY =
  /\b(?:help\w*|advi[cs]e|support\w*|bills?|rents?|debts?|cost of living|paid (?:for )?by|(?:are|is|fully) covered|fund(?:ed|ing)|waived)\b/i
const NEVER_THE_SERVICE = /\b(?:car )?park(?:ing|s)?\b|\bwi-?fi\b|\btoilets?\b/gi
/** In place of a price. */
const UNSTATED =
  /\b(?:tb[acd]|to be (?:confirmed|advised|announced|decided)|unknown|unsure|n\/?a|not (?:known|stated|specified|provided|available|set|applicable)|unspecified|var(?:y|ies|iable|ious)|see|visit|website|enquir\w+|contact|ask|call|phone|on (?:request|application)|quotes?|depend\w*)\b|\?/i

/** Said of everybody and all of it, and so no condition. */
const FOR_ALL =
  /\b(?:for|to) (?:all(?: (?:ages|users|abilities|visitors|participants|attendees|welcome))?|every(?:one|body)|any(?:one|body)|the public|you|users|service users|clients|participants|attendees|visitors)(?=\s*(?:$|[,()\-–]|and\b|at\b|to\b|who (?:wants?|needs?)\b))|\b(?:to|for) (?:use|access|attend|attending|visit|enter|take part|participate|using|accessing)\b|\bfor (?:this|the|our|these|all(?: of)?(?: our)?|any of our) (?:services?|sessions?|groups?|class(?:es)?|activit(?:y|ies)|events?|courses?|support|help|advice|clubs?)\b|\bat (?:the )?point of (?:use|access|delivery|need)\b|\b24[- ]?(?:hours?|hrs?)\b|\b24\/7\b|\b(?:1|one)[- ]?(?:to|2|:)[- ]?(?:1|one)\b|\bbut (?:donations|booking|please|you (?:need|must|should) (?:to )?book)\b|\bno (?:need|booking|referral|appointment|registration|obligation|catch|strings|experience|commitment)s?\b|\bnot[- ]for[- ]profit\b|\b(?:booking|referral)s? (?:is |are )?(?:required|essential|needed|necessary)\b/gi
const CONDITION =
  /\b(?:for|to|with|if|when|where|unless|until|till|up to|under|over|below|above|aged?|only|during|before|between|first|1st|initial\w*|trials?|tasters?|introduct\w+|intro|then|after\w*|thereafter|follow\w*|members?|memberships?|non-members?|residents?|carers?|child(?:ren)?|kids?|bab(?:y|ies)|adults? on|concessions?|concessionary|students?|pensioners?|seniors?|older|veterans?|patients|famil(?:y|ies)|parents?|companions?|helpers?|staff|volunteers?|benefits?|universal credit|refer\w*|unwaged|unemployed|low[- ]incomes?|some|most|many|certain|selected|part\w*|half|hours?|mins?|minutes?|days?|weeks?|months?|consultations?|assessments?|quotes?|estimates?|places?|spaces?|tickets?|join\w*|regist\w*|sign[- ]?up|deliver\w*|but|except\w*|otherwise|others?|subject|depend\w*|eligib\w*|entitle\w*|qualif\w*|means[- ]tested|usually|normally|mostly|may|might|could|can|sometimes|in (?:january|february|march|april|may|june|july|august|september|october|november|december|term\w*|(?:the )?(?:school )?holidays?)|within|via|using|plus|apart from|aside from|exclud\w+|extras?|additional\w*|individually|priced|no|not|none|nothing|never|rarely|seldom|hardly|scarcely|cannot|unable|(?:is|are|was|do|does|did|has)n['’]?t|ca?n['’]?t|won['’]?t|mondays?|tuesdays?|wednesdays?|thursdays?|fridays?|saturdays?|sundays?|\d+\w*)\b/i

/** Characters of a text of the price that are judged; what a longer one says after them is not known. */
export const MAX_CHARGE_CHARACTERS = 2_000

/** Every thing that a text says of the price, clause by clause; of a text of more than 2,000 characters, that it may cost. */
export function readChargeWords(text: string): readonly ChargeWord[] {
  return text.length > MAX_CHARGE_CHARACTERS ? ['MAYBE'] : text.split(CLAUSE_END).flatMap(wordsIn)
}

/** Whether words are of some people or a part alone, as "Members" or "First session" are. */
export function isInPart(text: string): boolean {
  return CONDITION.test(text.replace(FOR_ALL, ' '))
}

/** Whether words stand in place of a price, as "TBC" and "see website" do. */
export function isUnstated(text: string): boolean {
  return UNSTATED.test(text)
}

/** What a sum above nothing is by the words beside it: the price, or one that need not be paid. */
export function isOtherSum(text: string): boolean {
  return GIVEN.test(text) || OTHER_SUM.test(text) || text.search(NEVER_THE_SERVICE) >= 0
}

function wordsIn(clause: string): readonly ChargeWord[] {
  const text = clause.replace(NOT_OF_PRICE, ' ')
  const prices = [...text.matchAll(PRICE), ...(BARE_PRICE.exec(text) === null ? [] : [BARE_PRICE.exec(text)])].flatMap(
    (match) => match?.groups?.['sum'] ?? match?.groups?.['pounds'] ?? [],
  )
  const isPriced = prices.some((price) => /[1-9]/.test(price))
  const isBeside = text.search(BESIDE) >= 0
  const denied = text.search(DENIED) >= 0
  const plain = text.replace(DENIED, ' ')
  const isFree = plain.search(FREE) >= 0 || (prices.length > 0 && !isPriced)
  const rest = plain.replace(FREE, ' ').replace(PRICE, ' ').replace(BARE_PRICE, ' ')
  const said: ChargeWord[] = []
  if (isFree && !(isBeside && isOnlyBeside(plain)))
    said.push(isInPart(rest) || PART_FREE.test(plain) || FREE_THING.test(plain) ? 'FREE_IN_PART' : 'FREE')
  if (denied) said.push('CHARGED')
  if (isPriced) said.push(...wordsOfSum(text, prices, isBeside))
  else if (CHARGED.test(rest)) said.push(isUnsure(rest) ? 'MAYBE' : isBeside ? 'ASIDE' : 'CHARGED')
  else if (MAYBE.test(rest)) said.push('MAYBE')
  // A question answers nothing.
  return said.length > 0 && clause.trimEnd().endsWith('?') ? ['MAYBE'] : said
}

function wordsOfSum(text: string, prices: readonly string[], isBeside: boolean): readonly ChargeWord[] {
  const hasNought = prices.some((price) => !/[1-9]/.test(price))
  if (hasNought || GIVEN.test(text) || OTHER_SUM.test(text)) return ['MAYBE']
  if (isBeside && prices.length === 1 && text.replace(NEVER_THE_SERVICE, ' ').search(BESIDE) < 0) return []
  return [isBeside ? 'ASIDE' : 'CHARGED']
}

function isUnsure(text: string): boolean {
  return UNSURE.test(text) || GIVEN.test(text) || OTHERS_PAY.test(text)
}

/** "Free parking" and "refreshments are free" say nothing of the service. */
function isOnlyBeside(text: string): boolean {
  const match = FREE_BESIDE.exec(text)
  return match !== null && text.replace(match[0], ' ').search(FREE) < 0
}
