import {
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  type SelectionSetNode,
  visit,
} from 'graphql'

/** Largest figures of any one operation of a document, fragments counted where they are spread; `directives` of the whole text. */
export interface DocumentSize {
  readonly depth: number
  readonly fields: number
  readonly aliases: number
  readonly rootFields: number
  readonly directives: number
}

interface Size {
  depth: number
  fields: number
  aliases: number
  /** Fields of the outermost level. */
  width: number
}

type Fragments = ReadonlyMap<string, FragmentDefinitionNode>

/** Measures a document in time linear in its length, however often its fragments are spread. Throws where a fragment spreads itself. */
export function measureDocument(document: DocumentNode): DocumentSize {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition)
  }
  const known = new Map<string, Size | 'being measured'>()
  for (const name of fragments.keys()) measureFragment(name, fragments, known)
  const sizes = document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION ? [measureSelections(definition.selectionSet, fragments, known)] : [],
  )
  return {
    depth: largest(sizes, (size) => size.depth),
    fields: largest(sizes, (size) => size.fields),
    aliases: largest(sizes, (size) => size.aliases),
    rootFields: largest(sizes, (size) => size.width),
    directives: countDirectives(document),
  }
}

function measureSelections(
  set: SelectionSetNode,
  fragments: Fragments,
  known: Map<string, Size | 'being measured'>,
): Size {
  const size: Size = { depth: 0, fields: 0, aliases: 0, width: 0 }
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      const inner = selection.selectionSet && measureSelections(selection.selectionSet, fragments, known)
      add(size, {
        depth: 1 + (inner?.depth ?? 0),
        fields: 1 + (inner?.fields ?? 0),
        aliases: (selection.alias ? 1 : 0) + (inner?.aliases ?? 0),
        width: 1,
      })
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      add(size, measureSelections(selection.selectionSet, fragments, known))
    } else {
      add(size, measureFragment(selection.name.value, fragments, known))
    }
  }
  return size
}

function measureFragment(name: string, fragments: Fragments, known: Map<string, Size | 'being measured'>): Size {
  const before = known.get(name)
  if (before === 'being measured') throw createCycleError(name)
  if (before) return before
  const fragment = fragments.get(name)
  // A fragment that is not there is for validation to name.
  if (!fragment) return { depth: 0, fields: 0, aliases: 0, width: 0 }
  known.set(name, 'being measured')
  const size = measureSelections(fragment.selectionSet, fragments, known)
  known.set(name, size)
  return size
}

function add(size: Size, more: Size): void {
  size.depth = Math.max(size.depth, more.depth)
  size.fields += more.fields
  size.aliases += more.aliases
  size.width += more.width
}

function largest(sizes: readonly Size[], figure: (size: Size) => number): number {
  return sizes.reduce((most, size) => Math.max(most, figure(size)), 0)
}

function countDirectives(document: DocumentNode): number {
  let count = 0
  visit(document, {
    Directive() {
      count += 1
    },
  })
  return count
}

function createCycleError(fragment: string): GraphQLError {
  return new GraphQLError(`Fragment "${fragment}" spreads itself: take the spread out.`, {
    extensions: { code: 'GRAPHQL_VALIDATION_FAILED', http: { status: 400 } },
  })
}
