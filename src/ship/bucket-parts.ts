import type { Bucket } from '../model/bucket.ts'
import type { PartStore } from './part-store.ts'

const RETRIES = 3
/** A part has 16 MB. */
const ANSWER_MS = 120_000

/** Parts as objects of a bucket, each under its name and number; what signs requests is loaded here alone. */
export async function openBucketParts({ address, endpoint, ...keys }: Bucket): Promise<PartStore> {
  const { AwsClient } = await import('aws4fetch')
  const client = new AwsClient({ ...keys, service: 's3', retries: RETRIES })
  const folder = `${endpoint.replace(/\/+$/, '')}/${address.slice('s3://'.length).replace(/\/+$/, '')}`

  async function ask(method: string, name: string, part: number, body?: Buffer): Promise<Response> {
    const url = `${folder}/${encodeURIComponent(name)}.${part}`
    return client.fetch(url, {
      ...{ method, signal: AbortSignal.timeout(ANSWER_MS) },
      ...(body && { body: new Uint8Array(body) }),
    })
  }
  function assertDone({ ok, status }: Response, method: string, name: string, part: number): void {
    // What it says beside the status may name keys.
    if (!ok) throw new Error(`The bucket answered ${status} to ${method} of part ${part} of ${name}.`)
  }
  async function done(method: string, name: string, part: number, body?: Buffer): Promise<Response> {
    const answer = await ask(method, name, part, body)
    assertDone(answer, method, name, part)
    return answer
  }
  async function isThere(name: string, part: number): Promise<boolean> {
    const answer = await ask('HEAD', name, part)
    if (answer.status === 404) return false
    assertDone(answer, 'HEAD', name, part)
    return true
  }
  return {
    place: address,
    put: async (name, part, body) => void (await done('PUT', name, part, body)),
    get: async (name, part) => Buffer.from(await (await done('GET', name, part)).arrayBuffer()),
    async drop(name) {
      let count = 0
      while (await isThere(name, count)) count += 1
      // From the last: where one can't be taken away, those before it are still found without a gap.
      for (let part = count - 1; part >= 0; part -= 1) await done('DELETE', name, part)
    },
  }
}
