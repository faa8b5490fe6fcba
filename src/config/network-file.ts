import { z } from 'zod'
import type { Outbound } from '../model/outbound.ts'
import { present } from '../model/present.ts'
import { type ReadSecret, SecretFile } from './secret.ts'

const SUCH_PROXY =
  'must be an address such as "http://proxy.example.org:3128", without a user; where it needs one: {"env": "NAME"} or {"file": "path"}'

/** How this machine reaches feeds, as the file has it. */
export const NetworkFile = z.strictObject({
  proxy: z
    .union([SecretFile, z.string().regex(/^https?:\/\/[^@/]+\/?$/, SUCH_PROXY)], { error: SUCH_PROXY })
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

/** How feeds are reached: as the file says, else as the environment does. What can't be had is noted by `read`. */
export function readOutbound(
  file: NetworkFile = {},
  read: ReadSecret,
  environment: Readonly<Record<string, string | undefined>>,
): Outbound {
  const ofEnvironment = (name: string): string | undefined =>
    environment[name.toLowerCase()]?.trim() || environment[name]?.trim() || undefined
  const proxy = typeof file.proxy === 'object' ? read(file.proxy, 'network.proxy') : file.proxy
  const noProxy = file.noProxy ?? (ofEnvironment('NO_PROXY') ?? '').split(/[\s,]+/).filter(Boolean)
  return {
    noProxy: [...THIS_MACHINE, ...noProxy].join(','),
    ...present({
      httpProxy: proxy ?? ofEnvironment('HTTP_PROXY'),
      httpsProxy: proxy ?? ofEnvironment('HTTPS_PROXY'),
      authorities: file.authorities === undefined ? undefined : read({ file: file.authorities }, 'network.authorities'),
      sourceAddress: file.sourceAddress,
    }),
  }
}
