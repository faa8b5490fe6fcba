import { cachedByText } from '../model/cached-by-text.ts'
import type { Accessibility, Location } from '../model/location.ts'
import type { Service } from '../model/service.ts'
import { agreed } from './agreed.ts'
import type { Fact } from './fact.ts'
import { rowSql, type RowSql } from './row-sql.ts'

const ACCESSIBLE = agreed(rowSql(['accessible'], (s) => s('accessible')))

/** Whether a wheelchair user can get into any of a service's places. */
export const accessible = {
  derive(service) {
    const places = placesOf(service)
    const differ = new Set(places).size > 1
    return {
      columns: { accessible: columnOf(deriveAccessible(service)) },
      tables: { service_accessible: differ ? places.map((place, at) => [at, columnOf(place)]) : [] },
    }
  },
  ask(wanted, _path, _world, places) {
    const stated = places === undefined ? ACCESSIBLE : agreed(accessibleAt(places))
    return {
      columns: stated.columns,
      values: [...stated.values, Number(wanted)],
      on: (alias) => `(${stated.on(alias)}) = ?`,
    }
  },
  facet: {
    columns: ACCESSIBLE.columns,
    from: 'hit',
    key: `CASE (${ACCESSIBLE.on('hit')}) WHEN 1 THEN 'accessible' WHEN 0 THEN 'notAccessible' END`,
    kind: 'ONE_KEY',
  },
} satisfies Fact<boolean>

/** Of a record's places alone that are asked of. */
function accessibleAt(places: RowSql): RowSql {
  return {
    columns: ['sid', 'accessible'],
    values: [...places.values, ...places.values],
    on: (
      alias,
    ) => `CASE WHEN ${places.on(alias)} = '[]' THEN NULL WHEN EXISTS (SELECT 1 FROM service_accessible x WHERE x.sid = ${alias}.sid)
      THEN (SELECT CASE WHEN max(x.accessible) = 1 OR count(x.accessible) = count(*) THEN max(x.accessible) END
        FROM service_accessible x WHERE x.sid = ${alias}.sid AND x.place IN (SELECT value FROM json_each(${places.on(alias)})))
      ELSE ${alias}.accessible END`,
  }
}

/**
 * True where a place states step-free or wheelchair access, false where every place states that there is none, else
 * undefined: access in part or on a condition, a ramp, a lift or an accessible toilet does not say that one gets in.
 */
export function deriveAccessible(service: Pick<Service, 'serviceAtLocations'>): boolean | undefined {
  const places = placesOf(service)
  if (places.includes(true)) return true
  return places.length > 0 && places.every((place) => place === false) ? false : undefined
}

function placesOf({ serviceAtLocations = [] }: Pick<Service, 'serviceAtLocations'>): readonly (boolean | undefined)[] {
  return serviceAtLocations.map(({ location }) => (location === undefined ? undefined : isAccessible(location)))
}

function columnOf(isStated: boolean | undefined): number | null {
  return isStated === undefined ? null : Number(isStated)
}

/** Undefined too where a place contradicts itself. */
function isAccessible({ accessibility = [] }: Location): boolean | undefined {
  const statements = new Set(accessibility.flatMap(statementsOf))
  const [isStated, isDenied] = [statements.has(true), statements.has(false)]
  if (statements.has('HEDGED') && !isDenied) return undefined
  return isStated === isDenied ? undefined : isStated
}

/** HEDGED: words such as “Limited” on their own, which take back what stands beside them. */
type Statement = boolean | 'HEDGED'

function statementsOf({ accessibility, description, details }: Accessibility): readonly Statement[] {
  // A label and its value, such as “Wheelchair access” and “No”, are one statement.
  const text = [...new Set([accessibility, description, details])].filter((part) => part !== undefined).join(': ')
  return statementsIn(text)
}

const statementsIn = cachedByText(readStatements)

function readStatements(text: string): readonly Statement[] {
  return text
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(NO_STEPS, 'step-free')
    .replaceAll(/\?\s*yes\b/g, ': yes')
    .replaceAll(ANSWER_APART, ': ')
    .split(/[.;!\n]+/)
    .flatMap((sentence) => readStatement(sentence.replaceAll(/\s+/g, ' ').trim()) ?? [])
}

const NO_STEPS = /\b(?:no|without(?: any)?|free of) (?:steps?|stairs?)\b(?![- ]?free)/g

/** What is not the way in, though it be called accessible. */
const OTHER_THING =
  '(?:toilets?|wcs?|loos?|lavator\\w+|bathrooms?|washrooms?|showers?|changing|parking|car parks?|bays?|spaces?|vehicles?|transport|(?:mini)?bus(?:es)?|taxis?|vans?|lifts?|tables?|desks?|counters?|seat\\w*|bath\\w*)'
const ACCESS = `(?:wheelchair[- ]?(?:access(?:ible|ibility)?|friendly)|step[- ]?free(?: access)?|level[- ](?:access|entr(?:y|ance)))\\b(?![- ]+${OTHER_THING}\\b)`
const FOR_WHEELCHAIRS = '(?:(?:to|for|by) (?:all )?wheelchairs?(?: users)?)'

const MENTIONS = new RegExp(`\\b(?:${ACCESS}|(?:access(?:ible)?|suitable) ${FOR_WHEELCHAIRS})\\b`)

const NOT = "(?:no|non|not|isn't|aren't|don't|doesn't|without|lacks?)"
/** What may stand between a statement and the “no” that answers it. */
const ANSWERED = '(?: (?:access|entrance|entry|building|venue|premises))?(?: (?:is|are))?\\s*[:=?–-]?\\s*'

const DENIES = [
  new RegExp(`\\b${NOT}[- ]+(?:(?:have|offer|provide|suitable for) )?(?:a |any |yet |currently )?${ACCESS}`),
  new RegExp(`\\b(?:no access|not (?:accessible|suitable)|inaccessible|unsuitable) ${FOR_WHEELCHAIRS}`),
  new RegExp(
    `\\b${ACCESS}${ANSWERED}(?:no|not(?! (?:known|stated|sure|required|needed|applicable|always|only|all|everywhere|fully))|none|false|isn't|unavailable|impossible|cannot|can't)\\b`,
  ),
  new RegExp(`\\b${ACCESS}\\s*[:=–-]\\s*(?:n|0)$`),
  /^(?:the |this )?(?:building |venue |premises |site |location |hall |centre |place )?(?:(?:is|are) )?(?:not accessible|inaccessible)$/,
]

/** Words that make more or less of a statement, or none of it. */
const HEDGES = new RegExp(
  String.raw`\b(?:${[
    String.raw`no|not|non|un|never|nothing|none|neither|nor|nowhere|hardly|barely|rarely|scarcely|cannot|without|\w+n['’]t`,
    String.raw`limited|restricted|part(?:ly|s|ial(?:ly)?)?|some|most|only|mainly|mostly|except|apart from|but|however|although|though`,
    String.raw`poor\w*|bad|hard|difficult\w*|awkward|tricky|tight|narrow|steep|small|manual|challeng\w+|problem\w*|inadequate|lack\w*`,
    String.raw`may|might|could|should|would|if|unless|depend\w*|var(?:y|ies|iable)|sometimes|usually|normally|often`,
    String.raw`will|plan(?:s|ned|ning)?|soon|being|hop(?:e|es|ing)|aim\w*|intend\w*|towards|coming|due|future|propos\w+|until|from (?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|next|20\d\d)`,
    String.raw`clos(?:ed|ing|ure)|shut|broken|faulty?|out of|temporar\w+|suspended|removed|withdrawn|refused|former\w*|previous\w*|was|were|used to|unavailable|blocked|repairs?|works`,
    String.raw`nearest|nearby|station|bus stop|miles?|elsewhere|next door`,
    String.raw`steps?(?![- ]?free)|stairs|upstairs|downstairs|stage|balcony|garden|(?:to|on|of) (?:the )?(?:ground|first|second|upper|lower|top)[- ]floor|(?:first|second|upper|lower|top)[- ]floor|basement`,
    String.raw`unknown|unsure|tbc|tba|tbd|confirm\w*|see|check|website|ask|contact|ring|call|phone|email|request\w*|arrang\w+|advance|notice|assist\w*|help`,
  ].join('|')})\b|n\/[ak]\b|\?|[✗✘❌✖×]|[:=–-]\s*x$`,
)

const EVERY_HEDGE = new RegExp(HEDGES.source, 'g')

/** What is denied of these may still be so of the way in. */
const PART_OF_IT =
  /\b(?:floors?|upstairs|downstairs|basement|cellar|mezzanine|stage|balcony|gallery|garden|grounds|some|all|every\w*|rear|back|side)\b/

/** An answer that stands on a line or in a sentence of its own. */
const ANSWER_APART =
  /[.;!\n]{1,3}[ \t]{0,3}[-–•]? ?(?=(?:yes|no|none|not (?:at present|at the moment|currently|yet|available|possible)) ?(?:[.;!\n]|$))/g

/** What says nothing beside a hedge. */
const FILLERS =
  /\b(?:very|quite|rather|please|it|is|are|be|the|a|this|that|us|for|to|by|of|in|at|on|more|further|details?|info\w*|disabled|wheelchairs?|step[- ]?free|level|access\w*|prior|always|everywhere|yet|only|all|users?)\b/g

function isHedgeAlone(sentence: string): boolean {
  if (!HEDGES.test(sentence)) return false
  const rest = sentence.replaceAll(EVERY_HEDGE, ' ').replace(FILLERS, ' ')
  return !/[a-z0-9]/.test(rest) && !/^(?:no|none|not|n|x)$/.test(sentence)
}

function readStatement(sentence: string): Statement | undefined {
  if (isHedgeAlone(sentence) && !DENIES.some((pattern) => pattern.test(sentence))) return 'HEDGED'
  if (DENIES.some((pattern) => pattern.test(sentence))) return PART_OF_IT.test(sentence) ? undefined : false
  return MENTIONS.test(sentence) && !HEDGES.test(sentence) ? true : undefined
}
