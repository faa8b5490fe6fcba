import type { Accessibility, Location } from '../model/location.ts'
import type { Service } from '../model/service.ts'
import type { Fact } from './fact.ts'
import { rowSql } from './row-sql.ts'

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
    if (places === undefined) return rowSql(['accessible'], (s) => `${s('accessible')} = ?`, [Number(wanted)])
    return {
      columns: ['sid', 'accessible'],
      values: [...places.values, ...places.values, Number(wanted)],
      on: (
        alias,
      ) => `CASE WHEN ${places.on(alias)} <> '[]' AND EXISTS (SELECT 1 FROM service_accessible x WHERE x.sid = ${alias}.sid)
        THEN (SELECT CASE WHEN max(x.accessible) = 1 OR count(x.accessible) = count(*) THEN max(x.accessible) END
          FROM service_accessible x WHERE x.sid = ${alias}.sid AND x.place IN (SELECT value FROM json_each(${places.on(alias)})))
        ELSE ${alias}.accessible END = ?`,
    }
  },
  facet: {
    columns: ['accessible'],
    from: 'hit',
    key: "CASE hit.accessible WHEN 1 THEN 'accessible' WHEN 0 THEN 'notAccessible' END",
    hasOneKey: true,
  },
} satisfies Fact<boolean>

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
  return isStated === isDenied ? undefined : isStated
}

function statementsOf({ accessibility, description, details }: Accessibility): boolean[] {
  // A label and its value, such as “Wheelchair access” and “No”, are one statement.
  const text = [...new Set([accessibility, description, details])].filter((part) => part !== undefined).join(': ')
  return text
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(NO_STEPS, 'step-free')
    .replaceAll(/\?\s*yes\b/g, ': yes')
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
  /^(?:the |this )?(?:building |venue |premises |site |location |hall |centre |place )?(?:(?:is|are) )?(?:not accessible|inaccessible)$/,
]

/** Words that make more or less of a statement, or none of it. */
const HEDGES =
  /\b(?:no|not|non|isn't|aren't|can't|cannot|without|limited|part(?:ly|ial(?:ly)?)?|some|most|only|except|apart from|restricted|difficult|planned|soon|may|might|if|unknown|tbc|ask|contact|request|arrange(?:d|ment)?|depend\w*)\b|n\/a|\?/

function readStatement(sentence: string): boolean | undefined {
  if (DENIES.some((pattern) => pattern.test(sentence))) return false
  return MENTIONS.test(sentence) && !HEDGES.test(sentence) ? true : undefined
}
