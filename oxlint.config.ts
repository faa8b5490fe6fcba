// The lint rules; the walls between the rooms of src (docs/house.md) are made from the map below.
import { defineConfig, type OxlintOverride } from 'oxlint'

const SEE = 'see "Imports" in docs/house.md'

const INTERFACE = `Of intake only its interface, the files at its root, may be imported: ${SEE}.`

/** The rooms a room may import, itself apart; the files at the root of src, `wiring` and `cli` may import all. */
export const ROOMS: Readonly<Record<string, readonly string[]>> = {
  model: [],
  facts: ['model'],
  store: ['model'],
  standard: ['model'],
  taxonomy: ['model'],
  geography: ['model'],
  config: ['model'],
  feeds: ['standard', 'model'],
  merge: ['taxonomy', 'geography', 'model'],
  quality: ['taxonomy', 'geography', 'model'],
  intake: ['store', 'standard', 'merge', 'quality', 'taxonomy', 'geography', 'facts', 'model'],
  refresh: ['feeds', 'intake', 'store', 'model'],
  catalogue: ['store', 'facts', 'taxonomy', 'geography', 'model'],
  coverage: ['catalogue', 'geography', 'taxonomy', 'model'],
  graphql: ['catalogue', 'coverage', 'taxonomy', 'geography', 'model'],
  server: ['graphql', 'model'],
  web: ['graphql', 'model'],
  mcp: ['graphql', 'model'],
  republish: ['model'],
  bulk: ['server', 'republish', 'store', 'model'],
  metrics: ['model'],
  ship: ['store', 'model'],
  processes: ['config', 'server', 'model'],
}

/** The only rooms that may import a package of the outside world. */
const POWERS = [
  {
    name: 'node:sqlite',
    rooms: ['store'],
    message: `Only store opens the database: ${SEE}.`,
  },
  { name: 'pg', rooms: ['ship'], message: `Only ship asks PostgreSQL: ${SEE}.` },
  { name: 'aws4fetch', rooms: ['ship'], message: `Only ship asks a bucket: ${SEE}.` },
  { name: 'undici', rooms: ['feeds'], message: `Only feeds uses the network: ${SEE}.` },
]

const ABOVE = [...Object.keys(ROOMS), 'cli', 'wiring', 'gateway', 'reading-gateway', 'version']
const DEEPEST = 4

/** A room's walls: at each depth of folder, so many steps up lead out of the room. */
function wallsOf([room, mayImport]: readonly [string, readonly string[]]): OxlintOverride[] {
  const open = new Set([room, ...mayImport])
  const closed = ABOVE.filter((other) => !open.has(other)).join('|')
  const message = `${room} may import ${mayImport.join(', ') || 'nothing'}: ${SEE}.`
  return Array.from({ length: DEEPEST }, (_, depth) => ({
    files: [`src/${room}/${'*/'.repeat(depth)}*.ts`],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: POWERS.filter(({ rooms }) => !rooms.includes(room)).map(({ name, message }) => ({ name, message })),
          patterns: [
            { regex: `^(\\.\\./){${depth + 1}}(${closed})(/|\\.ts$)`, message },
            ...(room === 'intake' ? [] : [{ regex: `^(\\.\\./){${depth + 1}}intake/.*/`, message: INTERFACE }]),
          ],
        },
      ],
    },
  }))
}

export default defineConfig({
  plugins: ['typescript', 'unicorn', 'oxc', 'import', 'promise'],
  categories: {
    correctness: 'error',
    suspicious: 'error',
    perf: 'error',
  },
  env: {
    node: true,
    es2024: true,
  },
  ignorePatterns: ['samples/data/**', 'schema/**'],
  rules: {
    'typescript/no-explicit-any': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/consistent-type-imports': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/switch-exhaustiveness-check': 'error',
    'typescript/ban-ts-comment': 'error',
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'no-console': 'error',
    eqeqeq: 'error',
    'max-lines': [
      'error',
      {
        max: 250,
        skipBlankLines: true,
        skipComments: true,
      },
    ],
    'no-await-in-loop': 'off',
    'no-unmodified-loop-condition': 'off',
    'import/no-named-as-default-member': 'off',
    'unicorn/no-array-sort': 'off',
    'unicorn/no-array-reverse': 'off',
    'typescript/unbound-method': 'off',
    'oxc/no-map-spread': 'off',
    'no-shadow': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'unicorn/require-post-message-target-origin': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'typescript/consistent-return': 'off',
    'unicorn/no-useless-spread': 'off',
    'typescript/no-unnecessary-type-parameters': 'off',
    'typescript/no-unsafe-enum-comparison': 'off',
    'promise/always-return': 'off',
    'typescript/no-misused-spread': 'off',
    'no-unused-vars': [
      'error',
      {
        ignoreRestSiblings: true,
        argsIgnorePattern: '^_',
        varsIgnorePattern: '^_',
      },
    ],
  },
  overrides: [
    ...Object.entries(ROOMS).flatMap(wallsOf),
    {
      files: [
        `src/{${Object.keys(ROOMS)
          .filter((room) => room !== 'config')
          .join(',')}}/**`,
        'src/{*gateway,wiring/*}.ts',
      ],
      rules: {
        'no-restricted-globals': [
          'error',
          { name: 'process', message: 'Only config/settings.ts and cli know the process.' },
        ],
      },
    },
    {
      files: ['test/**', 'bench/**'],
      rules: {
        'typescript/no-floating-promises': 'error',
        'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      },
    },
    { files: ['src/cli/**', 'bench/**', 'samples/**', 'bin/**'], rules: { 'no-console': 'off' } },
    { files: ['*.config.ts'], rules: { 'import/no-default-export': 'off' } },
  ],
})
