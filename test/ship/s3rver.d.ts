declare module '@20minutes/s3rver' {
  /** A store that speaks S3, over a folder; it knows the keys S3RVER and S3RVER. */
  export default class S3rver {
    constructor(options: {
      readonly port: number
      readonly silent: boolean
      readonly directory: string
      readonly configureBuckets: readonly { readonly name: string }[]
    })
    run(): Promise<{ readonly port: number }>
    close(): Promise<void>
  }
}
