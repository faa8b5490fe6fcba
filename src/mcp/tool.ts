import type { z } from 'zod'
import { describeUnknown } from '../model/describe-unknown.ts'
import { InputError } from '../model/input-error.ts'

/** One run of a named operation of `operations/`. */
export interface Asking {
  readonly operation: string
  readonly variables: Readonly<Record<string, unknown>>
}

/** What an agent is offered: a flat form to fill in, which one of a few named operations answers. */
interface ToolAnswering {
  readonly name: string
  readonly title: string
  /** For the agent: when to use it, and how. */
  readonly description: string
  /** Names of all operations that it may run. */
  readonly operations: readonly string[]
  /** How the sources are named; absent: as the feeds behind the answer ask. */
  readonly attribution?: readonly string[]
  /** What is run for these arguments; throws a ZodError where they do not fit, an `InputError` where they can't be meant. */
  readonly plan: (args: unknown) => Asking
  /** What must be known when reading the answer, in the gateway's own words; each one sentence or more. */
  readonly remark: (data: unknown) => readonly string[]
}

/** A tool whose form is code of ours. */
export interface Tool extends ToolAnswering {
  /** Flat, of plain types: some clients take no more. */
  readonly input: z.ZodObject
  /** Names of operations that ask the same for other readers, such as a sheet: they are no tools of their own. */
  readonly standsFor?: readonly string[]
}

/** A tool whose form is written out as JSON Schema. */
export interface FormedTool extends ToolAnswering {
  readonly inputSchema: Readonly<Record<string, unknown>>
}

interface ToolParts<S extends z.ZodObject> extends Omit<Tool, 'input' | 'plan' | 'remark'> {
  readonly input: S
  readonly plan: (args: z.infer<S>) => Asking
  readonly remark?: Tool['remark']
}

/** A tool whose plan is given its arguments as its own form reads them. */
export function createTool<S extends z.ZodObject>({ plan, remark = () => [], ...tool }: ToolParts<S>): Tool {
  return {
    ...tool,
    plan(args) {
      refuseUnknown(args, Object.keys(tool.input.shape))
      return plan(tool.input.parse(args))
    },
    remark,
  }
}

/** Throws an `InputError` of the first argument that is none of these. */
export function refuseUnknown(args: unknown, known: readonly string[]): void {
  const unknown = Object.keys(Object(args)).find((name) => !known.includes(name))
  if (unknown !== undefined) throw new InputError('BAD_USER_INPUT', describeUnknown(unknown, known))
}
