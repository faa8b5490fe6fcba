import { fileURLToPath } from 'node:url'

/** The path of this very program, to run another of its commands in a process of its own. */
export const PROGRAM = fileURLToPath(new URL('../../bin/oruk-gateway.js', import.meta.url))
