import { z } from 'zod'

/** A service that knows postcodes, as the file has it. */
export const PostcodeProviderFile = z.strictObject({
  url: z
    .string({ error: 'must be an http(s) address' })
    .describe('Base address of postcodes.io or a service that speaks as it does; `/postcodes` is below it.'),
})
