/** What opens a feed, with its values. Never part of a `FeedConfig`, which threads, logs and answers may see. */
export interface FeedCredentials {
  /** Sent with each request, basic and bearer among them. */
  readonly headers: Readonly<Record<string, string>>
  /** Added to each address; no log, fault or provenance has them. */
  readonly parameters: Readonly<Record<string, string>>
  readonly oauth?: OauthClient
  readonly certificate?: ClientCertificate
}

/** A client of an OAuth 2.0 server that gets its tokens by its own name (RFC 6749 §4.4). */
export interface OauthClient {
  readonly tokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scope?: string
  readonly audience?: string
  /** Where the client's name and secret are sent: `header` as Basic, or `body`. */
  readonly sendIn: 'header' | 'body'
}

/** PEM texts. */
export interface ClientCertificate {
  readonly cert: string
  readonly key: string
  readonly passphrase?: string
}
