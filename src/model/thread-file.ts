/** Address of the module that a thread begins with, beside the module of that address: TypeScript in a clone, JavaScript where the program was built. */
export function threadFile(name: string, importer: string): URL {
  return new URL(`${name}${importer.endsWith('.ts') ? '.ts' : '.js'}`, importer)
}
