/** One thing wrong with the configuration. */
export interface ConfigProblem {
  /** Where: `feeds[2].url`, or the name of a setting. */
  readonly path: string
  /** What is wrong and how to mend it, to be read after the path. */
  readonly problem: string
}

/** The configuration can not be used; `problems` are all that is wrong with it, in the order of the file. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly problems: readonly ConfigProblem[]

  constructor(source: string, problems: readonly ConfigProblem[], options?: ErrorOptions) {
    const lines = problems.map(({ path, problem }) => `  ${path === '' ? '' : `${path} `}${problem}.`)
    super(`${source} can not be used:\n${lines.join('\n')}`, options)
    this.problems = problems
  }
}
