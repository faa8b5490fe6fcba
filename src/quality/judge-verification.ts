import { checkAgainstStandard } from './check-against-standard.ts'
import type { Violation } from './check-against-standard.ts'
import { checkPaging } from './check-paging.ts'
import { ASSURED_DAYS, daysSince } from './days-since.ts'
import { ORUK_1, ORUK_3 } from './standard-rules.ts'
import { hostOf } from '../model/host-budget.ts'
import { isLoopback } from '../model/is-loopback.ts'
import { present } from '../model/present.ts'
import { createCheck } from './verification-check.ts'
import type { Trial } from './verification-check.ts'
import type { VerificationCheck, Verification } from '../model/inspection.ts'
import type { ObservedAnswer, VerificationObservations } from '../model/feed-observations.ts'

/** The validator warns of feeds that take longer on average. */
const SLOW_MS = 5_000

/**
 * Judges a feed by the official rule (docs/standard.md 1.6): it passes where `/`, `/services` and `/services/{id}` comply; all else
 * only warns. Checks of which nothing could be tried are left out, but a list that was never answered fails.
 */
export function judgeVerification(seen: VerificationObservations, now: Date): Verification {
  const checks = [
    ...checkRoot(seen),
    ...checkList(seen),
    ...checkDetails(seen, now),
    ...checkPaging(seen.pages),
    ...checkConduct(seen),
  ]
  const outcome = checks.some((check) => check.outcome === 'FAIL')
    ? 'FAIL'
    : checks.some((check) => check.outcome === 'WARN')
      ? 'WARN'
      : 'PASS'
  return { outcome, at: now.toISOString(), checks, ...present({ stated: seen.stated }) }
}

function checkRoot({ standard, root }: VerificationObservations): readonly VerificationCheck[] {
  if (standard === 'ORUK_1') return []
  const lacking = root?.body === undefined ? [] : checkAgainstStandard(root.body, 'root', ORUK_3)
  return [
    ...createCheck(
      'root',
      'GET / answers with a JSON document.',
      'FAIL',
      root === undefined ? [] : [{ name: '/', isRight: isJson(root) }],
    ),
    ...createCheck(
      'root-fields',
      'The root document has version, profile and openapi_url.',
      'FAIL',
      root?.body === undefined ? [] : [{ name: '/', isRight: lacking.length === 0, example: lacking[0]?.path }],
    ),
  ]
}

function checkList({ pages }: VerificationObservations): readonly VerificationCheck[] {
  const trials = pages.filter(isJudged).map((page) => ({ name: `page ${page.asked}`, isRight: isJson(page) }))
  const answered = pages.filter(isJson)
  return [
    ...createCheck(
      'services',
      'GET /services answers with a JSON page.',
      'FAIL',
      pages.length === 0 ? [{ name: '/services', isRight: false }] : trials,
    ),
    ...createCheck(
      'services-not-empty',
      'The list of services is not empty.',
      'WARN',
      answered.slice(0, 1).map((page) => ({ name: 'page 1', isRight: page.originIds.length > 0 })),
    ),
  ]
}

function checkDetails({ standard, details }: VerificationObservations, now: Date): readonly VerificationCheck[] {
  const rules = standard === 'ORUK_1' ? ORUK_1 : ORUK_3
  const read = details.filter(isJson).map(({ originId, body }) => ({
    originId,
    body,
    violations: withOrganization(checkAgainstStandard(body, 'service', rules), body, standard),
  }))
  const trialsOf = (isMeant: (violation: Violation) => boolean): readonly Trial[] =>
    read.map(({ originId, violations }) => {
      const broken = violations.find(isMeant)
      return { name: originId, isRight: broken === undefined, example: broken?.path }
    })
  const isRequired = ({ kind, path }: Violation): boolean => kind === 'MISSING' && REQUIRED.has(path)
  return [
    ...createCheck(
      'service',
      'GET /services/{id} answers for ids of the list.',
      'FAIL',
      details.filter(isJudged).map((detail) => ({ name: detail.originId, isRight: isJson(detail) })),
    ),
    ...createCheck(
      'service-required',
      'Each service has an id, a name, an organization and, from 3.0 on, a status.',
      'FAIL',
      trialsOf(isRequired),
    ),
    ...createCheck(
      'service-schema',
      'Every populated field is of its type, format and values, and every object in it complete.',
      'FAIL',
      trialsOf((each) => /^(?:TYPE|VALUE|FORMAT|MISSING)$/.test(each.kind) && !isRequired(each)),
    ),
    ...createCheck(
      'service-dates',
      'Dates are written as the standard describes: 2005-01-01.',
      'WARN',
      trialsOf((each) => each.kind === 'DATE'),
    ),
    ...createCheck(
      'service-empty-fields',
      'Optional fields without a value are left out.',
      'WARN',
      trialsOf((each) => each.kind === 'EMPTY'),
    ),
    ...createCheck(
      'service-assured',
      'Each service was assured in the last three months.',
      'WARN',
      read.map(({ originId, body }) => ({ name: originId, isRight: isAssured(body, now) })),
    ),
  ]
}

/** The fields without which the official rule takes a service for none. */
const REQUIRED = new Set(['id', 'name', 'status', 'organization', 'organization_id'])

/** `organization_id` must be populated, but the standard's own examples nest the organization instead. */
function withOrganization(
  violations: readonly Violation[],
  body: unknown,
  standard: VerificationObservations['standard'],
): readonly Violation[] {
  if (standard === 'ORUK_1' || typeof body !== 'object' || body === null) return violations
  const isNested =
    'organization' in body &&
    typeof body.organization === 'object' &&
    body.organization !== null &&
    'id' in body.organization
  const isNamed = 'organization_id' in body && typeof body.organization_id === 'string' && body.organization_id !== ''
  return isNested || isNamed ? violations : [...violations, { kind: 'MISSING', path: 'organization_id' }]
}

function isAssured(body: unknown, now: Date): boolean {
  if (typeof body !== 'object' || body === null || !('assured_date' in body) || typeof body.assured_date !== 'string')
    return false
  const days = daysSince(body.assured_date, now)
  return days !== undefined && days >= 0 && days <= ASSURED_DAYS
}

function checkConduct({
  baseUrl,
  root,
  pages,
  details,
  optionalEndpoints,
}: VerificationObservations): readonly VerificationCheck[] {
  const answers = [...(root === undefined ? [] : [root]), ...pages, ...details].filter(isJson)
  const times = answers.flatMap((answer) => answer.ms ?? [])
  const mean = times.reduce((sum, ms) => sum + ms, 0) / times.length
  return [
    ...createCheck('answer-size', 'Pages and services are small enough to be judged.', 'FAIL', [
      ...pages.map((page) => ({ name: `page ${page.asked}`, isRight: isJudged(page) })),
      ...details.map((detail) => ({ name: detail.originId, isRight: isJudged(detail) })),
    ]),
    ...checkHttps(baseUrl),
    ...createCheck(
      'cors',
      'Every answer allows any origin.',
      'WARN',
      answers.map((answer, at) => ({ name: `answer ${at + 1}`, isRight: answer.allowOrigin === '*' })),
    ),
    ...createCheck(
      'speed',
      'Answers take five seconds at most on average.',
      'WARN',
      times.length === 0 ? [] : [{ name: `${Math.round(mean)} ms`, isRight: mean <= SLOW_MS }],
    ),
    ...createCheck(
      'optional-endpoints',
      'The optional endpoints answer.',
      'WARN',
      optionalEndpoints.map((endpoint) => ({ name: endpoint.path, isRight: isJson(endpoint) })),
    ),
  ]
}

/** Where nothing goes over a network there is nothing to keep from others (Secure Contexts, section 3.1), and nothing is tried. */
function checkHttps(baseUrl: string): readonly VerificationCheck[] {
  const isRight = baseUrl.startsWith('https:')
  const trials = isLoopback(hostOf(baseUrl)) ? [] : [{ name: 'base address', isRight }]
  return createCheck('https', 'The feed is served over https.', 'WARN', trials)
}

function isJudged({ isTooLarge }: ObservedAnswer): boolean {
  return isTooLarge !== true
}

function isJson({ status, body }: ObservedAnswer): boolean {
  return status !== undefined && status >= 200 && status < 300 && body !== undefined
}
