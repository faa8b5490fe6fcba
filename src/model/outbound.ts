/** How this machine reaches feeds. */
export interface Outbound {
  /** Address of the proxy for feeds on http and for those on https; absent: they are reached directly. */
  readonly httpProxy?: string
  readonly httpsProxy?: string
  /** Hosts that are reached directly, with commas between, as NO_PROXY has them. */
  readonly noProxy: string
  /** PEM text of certificate authorities that are trusted besides the usual ones. */
  readonly authorities?: string
  /** The address of this machine from which feeds are asked. */
  readonly sourceAddress?: string
}

/** Reached directly, and trusted as usual. */
export const DIRECT: Outbound = { noProxy: '' }
