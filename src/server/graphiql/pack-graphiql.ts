// The thread that packs GraphiQL's files, sends them and ends.
import { hash } from 'node:crypto'
import { parentPort } from 'node:worker_threads'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { css, editorWorkerService, graphqlWorker, js, jsonWorker } from '@graphql-yoga/render-graphiql/graphiql'

import type { GraphiqlAsset, GraphiqlAssets } from './graphiql-assets.ts'

/** Text fonts give way to the system's own; the icons are a font too, and stay. */
const TEXT_FONTS = /@font-face\{[^}]*font-family:(?:Roboto|Fira Code)[^}]*\}/g
/** GraphiQL's tabs lie under where they are drawn once the mouse is down on one, so that a click on any but the last misses. */
const STEADY_TABS = '.graphiql-tab{transform:none!important}'
/** The page's heading is for readers of screens, and the site's name stands on one line. */
const FRAME =
  'main{display:contents}main>h1{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}.graphiql-logo{flex:none;white-space:nowrap}.graphiql-logo span{color:hsl(var(--color-neutral))!important}'
/** On a phone GraphiQL puts the answer beside the query, out of sight: here it stands below it, and the page scrolls. */
const NARROW = `@media (max-width:48em){
.graphiql-container,.graphiql-container .graphiql-main,.graphiql-container .graphiql-sessions{height:auto;min-height:100dvh;overflow:hidden}
.graphiql-container .graphiql-sidebar{width:44px}
.graphiql-container .graphiql-sessions{min-width:0;margin:4px}
.graphiql-container .graphiql-logo,.graphiql-container .graphiql-horizontal-drag-bar{display:none}
.graphiql-container .graphiql-sessions>div:last-child{flex-direction:column}
.graphiql-container .graphiql-editors,.graphiql-container .graphiql-response{flex:none!important;height:75dvh;min-width:0;width:auto}
}`
const SCRIPT = 'text/javascript; charset=utf-8'

/** One step below what takes seconds; a hundredth more bytes. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 6, [constants.BROTLI_PARAM_LGWIN]: 22 } }

function pack(type: string, text: string): GraphiqlAsset {
  const bytes = Buffer.from(text)
  // Copies: what zlib gives is a slice of a larger buffer.
  return {
    type,
    tag: hash('sha256', bytes, 'base64url').slice(0, 12),
    br: new Uint8Array(brotliCompressSync(bytes, BROTLI)),
    gzip: new Uint8Array(gzipSync(bytes)),
  }
}

const assets: GraphiqlAssets = {
  'editor.js': pack(SCRIPT, js),
  'editor.css': pack('text/css; charset=utf-8', css.replaceAll(TEXT_FONTS, '') + STEADY_TABS + FRAME + NARROW),
  'text-worker.js': pack(SCRIPT, editorWorkerService),
  'json-worker.js': pack(SCRIPT, jsonWorker),
  'graphql-worker.js': pack(SCRIPT, graphqlWorker),
}
parentPort?.postMessage(assets)
