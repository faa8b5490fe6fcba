/** A bucket that speaks S3, by the names that Amazon's own programs read. */
export interface Bucket {
  /** SHIP_SNAPSHOTS: `s3://bucket` or `s3://bucket/prefix`. */
  readonly address: string
  /** AWS_ENDPOINT_URL_S3 or AWS_ENDPOINT_URL, such as `https://s3.eu-west-2.amazonaws.com`; buckets are named in its path. Default: Amazon's of the region. */
  readonly endpoint: string
  /** AWS_REGION. Default us-east-1. */
  readonly region: string
  /** AWS_ACCESS_KEY_ID. */
  readonly accessKeyId: string
  /** AWS_SECRET_ACCESS_KEY. */
  readonly secretAccessKey: string
  /** AWS_SESSION_TOKEN. */
  readonly sessionToken?: string
}
