import { createSecureContext } from 'node:tls'
import { z } from 'zod'
import type { ClientCertificate, FeedCredentials, OauthClient } from '../model/credentials.ts'
import { present } from '../model/present.ts'
import type { ConfigProblem } from './config-error.ts'
import { type ReadSecret, SecretFile } from './secret.ts'

const OWN_HEADERS = /^(host|connection|content-length|transfer-encoding|accept-encoding|user-agent)$/i

const OauthFile = z.strictObject({
  tokenUrl: z.string({ error: 'must be an https address' }).describe('Where tokens are given out.'),
  clientId: SecretFile.describe("The client's name."),
  clientSecret: SecretFile.describe("The client's secret."),
  scope: z.string().optional().describe('What is asked for, as the publisher says.'),
  audience: z.string().optional().describe('Whom the token is for, where the publisher asks for it.'),
  sendIn: z
    .enum(['header', 'body'], { error: 'must be header or body' })
    .default('header')
    .describe("Where the client's name and secret are sent: as Basic in a header, or in the body."),
})

/** What opens a feed, as the file has it: every value by the name of a variable or a file. */
export const CredentialsFile = z
  .strictObject({
    headers: z
      .record(
        z
          .string()
          .regex(/^[\w!#$%&'*+.^`|~-]+$/, 'is no name of a header')
          .refine((name) => !OWN_HEADERS.test(name), 'is a header that the gateway sets itself'),
        SecretFile,
      )
      .optional()
      .describe('Headers by name, such as {"X-Api-Key": {"env": "NORTHAM_KEY"}}.'),
    parameters: z
      .record(z.string().min(1), SecretFile)
      .optional()
      .describe('Parameters of the address by name, shown and logged nowhere.'),
    bearer: SecretFile.optional().describe('A token, sent as Authorization: Bearer.'),
    basic: z
      .strictObject({ user: SecretFile, password: SecretFile })
      .optional()
      .describe('A user and a password, sent as Authorization: Basic.'),
    oauth: OauthFile.optional().describe('An OAuth 2.0 client, which gets its tokens by its own name.'),
    certificate: z
      .strictObject({ cert: SecretFile, key: SecretFile, passphrase: SecretFile.optional() })
      .optional()
      .describe('A client certificate and its key, as PEM.'),
  })
  .refine(({ bearer, basic, oauth }) => [bearer, basic, oauth].filter(Boolean).length < 2, {
    error: 'has more than one of bearer, basic and oauth: keep one',
  })
type CredentialsFile = z.infer<typeof CredentialsFile>

/** What opens a feed, with its values; what can't be had is noted by `read`. */
export function readCredentials(file: CredentialsFile, path: string, read: ReadSecret): FeedCredentials {
  const readAll = (stated: Readonly<Record<string, SecretFile>> = {}, at: string): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(stated).map(([name, secret]) => [name, read(secret, `${path}.${at}.${name}`)]))
  const { bearer, basic, oauth, certificate } = file
  return {
    headers: {
      ...readAll(file.headers, 'headers'),
      ...(bearer && { authorization: `Bearer ${read(bearer, `${path}.bearer`)}` }),
      ...(basic && {
        authorization: basicOf(read(basic.user, `${path}.basic.user`), read(basic.password, `${path}.basic.password`)),
      }),
    },
    parameters: readAll(file.parameters, 'parameters'),
    ...present({ oauth: oauth && readOauth(oauth, `${path}.oauth`, read) }),
    ...(certificate && {
      certificate: {
        cert: read(certificate.cert, `${path}.certificate.cert`),
        key: read(certificate.key, `${path}.certificate.key`),
        ...present({
          passphrase: certificate.passphrase && read(certificate.passphrase, `${path}.certificate.passphrase`),
        }),
      },
    }),
  }
}

function readOauth(file: z.infer<typeof OauthFile>, path: string, read: ReadSecret): OauthClient {
  const { tokenUrl, clientId, clientSecret, scope, audience, sendIn } = file
  return {
    tokenUrl,
    clientId: read(clientId, `${path}.clientId`),
    clientSecret: read(clientSecret, `${path}.clientSecret`),
    sendIn,
    ...present({ scope, audience }),
  }
}

function basicOf(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
}

/** Values that a header can't carry, and a certificate that can't be shown; none of them stands in the problem. */
export function checkCredentials({ headers, certificate }: FeedCredentials, path: string): ConfigProblem[] {
  const unfit = Object.entries(headers).filter(([, value]) => !/^[\t\x20-\x7e]*$/.test(value))
  const fault = certificate && whyUnfit(certificate)
  return [
    ...unfit.map(([name]) => ({
      path: `${path}.headers.${name}`,
      problem: 'has a value with characters that no header can carry',
    })),
    ...(fault === undefined
      ? []
      : [
          {
            path: `${path}.certificate`,
            problem: `cannot be used (${fault}): give cert and key that belong together, as PEM`,
          },
        ]),
  ]
}

/** OpenSSL's code; undefined where the certificate can be shown, or has been noted as missing. */
function whyUnfit(certificate: ClientCertificate): string | undefined {
  if (certificate.cert === '' || certificate.key === '') return undefined
  try {
    createSecureContext({ ...certificate })
    return undefined
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code)
    throw error
  }
}
