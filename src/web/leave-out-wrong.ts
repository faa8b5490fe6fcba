import type { AnswerError, AskAgain, PageAnswer } from './page.ts'

/** An answer, and what was wrong with what was asked; that was left out. */
export interface Corrected {
  readonly answer: PageAnswer
  readonly variables: Readonly<Record<string, unknown>>
  /** With whatever else GraphQL says against the answer; empty where nothing was wrong. */
  readonly mistakes: readonly AnswerError[]
}

const MOST_MISTAKES = 6

/**
 * The answer with variables that are wrong left out one after the other, so that what can be shown is. `variableOf` says which
 * variable the argument is that an error names. `complete` adds what the rest needs then.
 */
export async function leaveOutWrong(
  asked: {
    readonly answer: PageAnswer
    readonly variables: Readonly<Record<string, unknown>>
    readonly again: AskAgain
  },
  variableOf: (argument: AnswerError['argument']) => string | undefined,
  complete = (rest: Readonly<Record<string, unknown>>) => rest,
): Promise<Corrected> {
  let { answer, variables } = asked
  const mistakes: AnswerError[] = []
  while (mistakes.length < MOST_MISTAKES) {
    const mistake = answer.errors.find(({ code }) => code !== 'INTERNAL_SERVER_ERROR')
    const name = mistake && (mistake.parameter?.path.split('.')[0] ?? variableOf(mistake.argument))
    if (mistake === undefined || name === undefined || !(name in variables)) break
    mistakes.push(mistake)
    const { [name]: _, ...others } = variables
    variables = complete(others)
    answer = await asked.again(variables)
  }
  return { answer, variables, mistakes: [...mistakes, ...answer.errors] }
}
