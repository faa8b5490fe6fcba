import { X509Certificate } from 'node:crypto'
import { z } from 'zod'
import type { Outbound } from '../model/outbound.ts'
import { present } from '../model/present.ts'
import type { ConfigProblem } from './config-error.ts'
import { type ReadSecret, SecretFile } from './secret.ts'

const SUCH_PROXY =
  'must be an address such as "http://proxy.example.org:3128", without a user; where it needs one: {"env": "NAME"} or {"file": "path"}'

/** How this machine reaches feeds, as the file has it. */
export const NetworkFile = z.strictObject({
  proxy: z
    .union([SecretFile, z.string().regex(/^[^@\s]+$/, SUCH_PROXY)], { error: SUCH_PROXY })
    .optional()
    .describe('Proxy for all feeds; unset: HTTPS_PROXY and HTTP_PROXY of the environment.'),
  noProxy: z
    .array(z.string().regex(/^[\w.*:-]+$/, 'must be a host such as "intranet.example.org" or ".example.org"'))
    .optional()
    .describe('Hosts that are reached directly; unset: NO_PROXY of the environment. This machine always is.'),
  authorities: z
    .string()
    .optional()
    .describe('File of certificate authorities (PEM) that are trusted besides the usual ones.'),
  sourceAddress: z
    .string()
    .regex(/^[0-9a-f.:]+$/i, 'must be an address of this machine, such as 192.0.2.7')
    .optional()
    .describe('The address of this machine from which feeds are asked.'),
})
type NetworkFile = z.infer<typeof NetworkFile>

const THIS_MACHINE = ['localhost', '127.0.0.1', '::1']

/** How feeds are reached: as the file says, else as the environment does. What can't be had or used is noted at `problems`. */
export function readOutbound(
  file: NetworkFile = {},
  read: ReadSecret,
  environment: Readonly<Record<string, string | undefined>>,
  problems: ConfigProblem[],
): Outbound {
  const ofEnvironment = (name: string): string | undefined =>
    environment[name.toLowerCase()]?.trim() || environment[name]?.trim() || undefined
  const stated = typeof file.proxy === 'object' ? read(file.proxy, 'network.proxy') : file.proxy
  function proxyOf(variable: string): string | undefined {
    const [path, text] = stated === undefined ? [variable, ofEnvironment(variable)] : ['network.proxy', stated]
    return text === undefined || text === '' ? undefined : readProxy(text, path, problems)
  }
  const noProxy = file.noProxy ?? (ofEnvironment('NO_PROXY') ?? '').split(/[\s,]+/).filter(Boolean)
  return {
    noProxy: [...THIS_MACHINE, ...noProxy].join(','),
    ...present({
      httpProxy: proxyOf('HTTP_PROXY'),
      httpsProxy: proxyOf('HTTPS_PROXY'),
      authorities: file.authorities === undefined ? undefined : readAuthorities(file.authorities, read, problems),
      sourceAddress: file.sourceAddress,
    }),
  }
}

/** The address of a proxy, which may leave http:// out, as other programs have it; its user and password are shown nowhere. */
function readProxy(text: string, path: string, problems: ConfigProblem[]): string | undefined {
  const address = /^[a-z][\w+.-]*:\/\//i.test(text) ? text : `http://${text}`
  const url = URL.parse(address)
  if (url !== null && /^https?:$/.test(url.protocol)) return address
  const problem = url?.protocol.startsWith('socks')
    ? 'names a SOCKS proxy, which feeds cannot be asked through: name one that speaks HTTP'
    : 'does not name a proxy that speaks HTTP, such as http://proxy.example.org:3128'
  if (!problems.some((known) => known.path === path)) problems.push({ path, problem })
  return undefined
}

/** Each certificate must be one, for what can't be read would be trusted by nobody without a word. */
function readAuthorities(file: string, read: ReadSecret, problems: ConfigProblem[]): string {
  const path = 'network.authorities'
  const text = read({ file }, path)
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? []
  if (text !== '' && !(blocks.length > 0 && blocks.every(isCertificate)))
    problems.push({ path, problem: `names the file ${file}, which holds no certificates as PEM` })
  return text
}

function isCertificate(text: string): boolean {
  try {
    return new X509Certificate(text).subject !== undefined
  } catch {
    return false
  }
}
