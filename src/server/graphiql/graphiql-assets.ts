import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { threadFile } from '../../model/thread-file.ts'

/** A file of GraphiQL as it is sent. Its tag differs where its content does. */
export interface GraphiqlAsset {
  readonly type: string
  readonly tag: string
  readonly br: Uint8Array
  readonly gzip: Uint8Array
}

/** Names under which the files lie below /graphiql/. */
export const GRAPHIQL_ASSETS = [
  'editor.js',
  'editor.css',
  'text-worker.js',
  'json-worker.js',
  'graphql-worker.js',
] as const

type GraphiqlAssetName = (typeof GRAPHIQL_ASSETS)[number]
export type GraphiqlAssets = Readonly<Record<GraphiqlAssetName, GraphiqlAsset>>

let assets: Promise<GraphiqlAssets> | undefined

/**
 * The files, packed on the first call in a thread of its own: the package is 9 MB of text (it bundles the Monaco editor,
 * three of its workers and 36 fonts), which goes with the thread, and packed it is 2.
 */
export function loadGraphiqlAssets(): Promise<GraphiqlAssets> {
  // One that failed is not kept: the next visit tries again.
  assets ??= pack().catch((error: unknown) => {
    assets = undefined
    throw error
  })
  return assets
}

async function pack(): Promise<GraphiqlAssets> {
  const worker = new Worker(threadFile('./pack-graphiql', import.meta.url))
  const [packed]: readonly GraphiqlAssets[] = await once(worker, 'message')
  if (packed === undefined) throw new Error('The thread that packs GraphiQL ended without its files.')
  return packed
}
