/** What a key can open, where the operator lets only keys in. */
export type Opening = 'EXPORTS' | 'OPERATIONS'

/** A key that the operator has given out, by its name and a digest: its value is held nowhere. */
export interface AccessKey {
  readonly name: string
  /** SHA-256 of its value. */
  readonly digest: Uint8Array
  readonly opens: readonly Opening[]
}

/** How often clients of a network may ask. */
export interface NetworkRate {
  /** As CIDR, such as 10.0.0.0/8; of networks within one another the smallest counts. */
  readonly network: string
  /** 0 for no bound, of work neither. */
  readonly requestsPerSecond: number
  /** Whether its addresses share it; else each has so much. */
  readonly isTogether: boolean
}

/** Who may ask for what, and how often. */
export interface Access {
  readonly keys: readonly AccessKey[]
  readonly isKeyNeededForExports: boolean
  /** Operations of a higher estimated cost need a key; absent: none does. */
  readonly keyNeededOverCost?: number
  readonly rates: readonly NetworkRate[]
}
