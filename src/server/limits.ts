/** Every bound of the front and of one operation; crossing one has its own code (`refusals.ts`). */
export interface Limits {
  readonly bodyBytes: number
  /** Of the request line and all headers together. */
  readonly headerBytes: number
  /** Of the address in the request line. */
  readonly urlBytes: number
  /** From the first byte of a request to the end of its headers. */
  readonly headersMs: number
  /** From the first byte of a request to the end of its body. */
  readonly requestMs: number
  /** How often the two times above are checked. */
  readonly connectionCheckMs: number
  /** How long a connection waits for its next request. */
  readonly keepAliveMs: number
  /** Connections from which on those that wait are closed early. */
  readonly idleConnections: number
  /** From a request read to its answer; later answers are a 504. */
  readonly deadlineMs: number
  /** How long a request waits for a gateway that is starting; later answers are a 503 that says why. */
  readonly startingMs: number
  /** Brackets open at once, in the document or in the JSON around it. */
  readonly nesting: number
  readonly tokens: number
  /** Fields inside each other, leaves included. */
  readonly depth: number
  /** Fields of one operation after its fragments are spread. */
  readonly fields: number
  readonly aliases: number
  readonly rootFields: number
  readonly directives: number
  /** Objects an operation may ask for, estimated (`estimate-cost.ts`). */
  readonly cost: number
  /** Milliseconds of processor time that an operation may really take before it is stopped: estimates err. */
  readonly measuredWorkMs: number
  readonly operationNameLength: number
  readonly validationErrors: number
  /** Requests one address may send at once before `requestsPerSecond` holds. */
  readonly burst: number
  /** Milliseconds of work that an address may have done in a second: a quarter of a core. */
  readonly workMsPerSecond: number
  /** Milliseconds of work at once before `workMsPerSecond` holds. */
  readonly workBurstMs: number
  /** Exports under way at once, for one address and for all together. */
  readonly exportsPerAddress: number
  readonly exports: number
  /** How long a page of an export may take to be made; and how long a client may keep it waiting. */
  readonly exportStallMs: number
  /** How long a client may keep any other answer waiting, before the rate counts. */
  readonly answerStallMs: number
  /** The least of an answer that a client takes, of an export too. */
  readonly answerBytesPerSecond: number
  /** Lateness of the event loop, for work of its own, from which on requests are turned away, if it goes on. */
  readonly lagMs: number
  /** Estimated bytes of parsed documents kept. */
  readonly documentCacheBytes: number
  /** Bytes of whole answers kept. */
  readonly answerCacheBytes: number
  /** Longest a kept answer is given: a feed's age moves without a new generation. */
  readonly answerMaxAgeMs: number
  /** How much of a refused body is still read, so that its sender sees the refusal. */
  readonly refusedBodyBytes: number
  readonly refusedBodyMs: number
  /** While draining: how long idle connections are kept for a client's next request. */
  readonly drainIdleMs: number
  readonly drainMs: number
}

/** The limits the gateway runs with; tests shorten the times. */
export const DEFAULT_LIMITS: Limits = {
  bodyBytes: 100_000,
  headerBytes: 16 * 1024,
  urlBytes: 12 * 1024,
  headersMs: 10_000,
  requestMs: 15_000,
  connectionCheckMs: 1_000,
  // Longer than proxies keep theirs (nginx and AWS 60 s, Go 90 s, Caddy 120 s, Google 600 s): who sends last must not meet a close.
  keepAliveMs: 620_000,
  idleConnections: 2_000,
  deadlineMs: 10_000,
  startingMs: 8_000,
  nesting: 200,
  tokens: 2_000,
  depth: 15,
  fields: 500,
  aliases: 50,
  rootFields: 20,
  directives: 30,
  cost: 20_000,
  measuredWorkMs: 1_000,
  operationNameLength: 512,
  validationErrors: 5,
  burst: 100,
  workMsPerSecond: 250,
  workBurstMs: 5_000,
  exportsPerAddress: 2,
  exports: 6,
  exportStallMs: 30_000,
  answerStallMs: 15_000,
  answerBytesPerSecond: 8_192,
  lagMs: 40,
  documentCacheBytes: 16_000_000,
  answerCacheBytes: 32_000_000,
  answerMaxAgeMs: 5_000,
  refusedBodyBytes: 10_000_000,
  refusedBodyMs: 1_500,
  drainIdleMs: 2_500,
  // Longer than the deadline of an answer: what was begun is answered.
  drainMs: 11_000,
}
