const REDACTED = 'REDACTED'
/** Names of parameters that open something, as they end once all but letters and digits is left out. */
const SECRET_ENDINGS =
  /(?:key|token|secret|password|passwd|pwd|signature|credentials?|authorization|session|jwt|bearer)$/
const SECRET_NAMES: ReadonlySet<string> = new Set([
  'code',
  'sig',
  'sas',
  'auth',
  'pass',
  'sid',
  'hmac',
  'user',
  'username',
])
const PARAMETER = /([?&;])([^?=&;#\s"'<>\\]+)=([^&;#\s"'<>\\]*)/g
const USER = /(:\/\/)[^/?#@\s"'\\]+@/g

/**
 * A text without the keys in its addresses: user names, the values of parameters whose names are of those that open
 * something (key, token, sig, apikey, code …) and of those named in `secretParameters`, in any case. All else stays as it is.
 */
export function redact(text: string, secretParameters: readonly string[] = []): string {
  const configured = new Set(secretParameters.map(plainName))
  return text
    .replace(USER, '$1')
    .replace(PARAMETER, (whole: string, before: string, name: string) =>
      isSecret(plainName(name), configured) ? `${before}${name}=${REDACTED}` : whole,
    )
}

/** An address as logs may have it, whatever is secret in it: of its parameters only small numbers, such as those of pages, stay. */
export function redactAll(address: string): string {
  return redact(address).replace(PARAMETER, (whole: string, before: string, name: string, value: string) =>
    /^\d{0,6}$/.test(value) ? whole : `${before}${name}=${REDACTED}`,
  )
}

function isSecret(name: string, configured: ReadonlySet<string>): boolean {
  return SECRET_NAMES.has(name) || SECRET_ENDINGS.test(name) || configured.has(name)
}

/** `Api-Key`, `api%5Fkey` and `apiKey` are one name. */
function plainName(name: string): string {
  return decode(name)
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
}

function decode(name: string): string {
  try {
    return decodeURIComponent(name)
  } catch (error) {
    if (error instanceof URIError) return name
    throw error
  }
}
