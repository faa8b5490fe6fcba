import { z } from 'zod'
import type { Bucket } from '../model/bucket.ts'
import { present } from '../model/present.ts'

const ENDPOINT = z
  .string()
  .regex(/^https?:\/\/[^\s@]+$/, 'must be an address such as https://s3.example.org, without a password')
  .optional()

/** The variables of the environment that open a bucket. */
export const BUCKET_VARIABLES = {
  AWS_ENDPOINT_URL: ENDPOINT,
  AWS_ENDPOINT_URL_S3: ENDPOINT,
  AWS_REGION: z
    .string()
    .regex(/^[\w-]+$/, 'must be a region such as eu-west-2')
    .default('us-east-1'),
  AWS_ACCESS_KEY_ID: z.string().optional(),
  AWS_SECRET_ACCESS_KEY: z.string().optional(),
  AWS_SESSION_TOKEN: z.string().optional(),
}

const Variables = z.object(BUCKET_VARIABLES)

/** Whether it is a bucket's address. */
export function isBucket(place: string): boolean {
  return place.startsWith('s3://')
}

/** The variables that are lacking to open the bucket at `place`; none where it is no bucket's address. */
export function lackingForBucket(
  place: string | undefined,
  stated: z.infer<typeof Variables>,
): readonly (keyof z.infer<typeof Variables>)[] {
  if (place === undefined || !isBucket(place)) return []
  return (['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] as const).filter((name) => stated[name] === undefined)
}

/** The bucket at this address, where nothing is lacking to open it. */
export function bucketOf(address: string, stated: z.infer<typeof Variables>): Bucket {
  const { AWS_REGION: region, AWS_SESSION_TOKEN: sessionToken } = stated
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = stated
  const endpoint = stated.AWS_ENDPOINT_URL_S3 ?? stated.AWS_ENDPOINT_URL ?? `https://s3.${region}.amazonaws.com`
  return { address, endpoint, region, accessKeyId, secretAccessKey, ...present({ sessionToken }) }
}
