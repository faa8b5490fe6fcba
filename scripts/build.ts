// Writes dist/: the program as plain JavaScript in few files, with the files that it reads while it runs.
import { cpSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type Plugin, rolldown } from 'rolldown'

const ROOT = join(import.meta.dirname, '..')
const DIST = join(ROOT, 'dist')
const FILES = ['bin', 'operations', 'schema', 'samples', 'package.json']
/** What the command and each thread begin with lies in dist/ as in the sources; what they share lies in dist/shared/. */
const ENTRIES = [
  'src/cli/main',
  'src/intake/writer-thread',
  'src/store/check-thread',
  'src/store/ship-thread',
  'src/server/port-holder',
  'src/server/graphiql/pack-graphiql',
]
/** They are megabytes of files that are read when wanted, or looked for by name, and stay where they are installed. */
const APART = ['word-list', 'pg', /^@graphql-yoga\/render-graphiql/]
const PLACE = '@dist/'

/** A module finds files beside it by its own address: that stays what it was, whichever file its code comes to be in. */
const KEEP_ADDRESSES: Plugin = {
  name: 'keep-addresses',
  transform(code, id) {
    const path = relative(ROOT, id)
    if (!/^(?:src|samples)\//.test(path) || !code.includes('import.meta.url')) return null
    const address = JSON.stringify(PLACE + path.replace(/\.ts$/, '.js'))
    return code.replaceAll('import.meta.url', `new URL(${address}, import.meta.url).href`)
  },
  renderChunk: (code, { fileName }) => code.replaceAll(PLACE, '../'.repeat(fileName.split('/').length - 1)),
}

/** Text is held at one byte a character where none is beyond Latin-1, else at two, in every thread. */
const KEEP_LATIN: Plugin = {
  name: 'keep-latin',
  generateBundle(_options, bundle) {
    for (const chunk of Object.values(bundle)) {
      if (chunk.type !== 'chunk') continue
      if (/\\[\u0100-\uffff]/.test(chunk.code))
        throw new Error(`${chunk.fileName}: a character behind a backslash cannot be escaped.`)
      chunk.code = chunk.code.replaceAll(
        /[\u0100-\uffff]/g,
        (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
      )
    }
  },
}

rmSync(DIST, { recursive: true, force: true })
const program = await rolldown({
  input: Object.fromEntries(ENTRIES.map((entry) => [entry, join(ROOT, `${entry}.ts`)])),
  platform: 'node',
  external: APART,
  plugins: [KEEP_ADDRESSES, KEEP_LATIN],
})
await program.write({
  dir: DIST,
  chunkFileNames: 'shared/[name]-[hash].js',
  // Names stay, for stack traces; each thread holds the text of what it runs.
  minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
})
await program.close()
for (const file of FILES)
  cpSync(join(ROOT, file), join(DIST, file), { recursive: true, filter: (path) => !path.endsWith('.ts') })
