/**
 * Holds every import against imports.rules.cjs: dependency-cruiser, over the sources of all packages. Its reader of
 * TypeScript stops at the word `using`, which it does not know yet; told here what that is, it reads on.
 * An argument names another repository of the same shape.
 */
import { globSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Visitor } from '@swc/core/Visitor.js'

type Statement = Parameters<Visitor['visitStatement']>[0]

const known = Visitor.prototype.visitStatement
Visitor.prototype.visitStatement = function visitStatement(this: Visitor, statement: Statement): Statement {
  // The declared type of a statement lacks the very one that is missing in the code.
  const { type, decls } = statement as unknown as { type: string; decls: Parameters<Visitor['visitVariableDeclarators']>[0] }
  if (type !== 'UsingDeclaration') return known.call(this, statement)
  this.visitVariableDeclarators(decls)
  return statement
}

process.chdir(process.argv[2] ?? fileURLToPath(new URL('../', import.meta.url)))
process.argv.length = 2
process.argv.push(...globSync('packages/*/src'), '--config', 'imports.rules.cjs')
await import('../node_modules/dependency-cruiser/bin/dependency-cruiser.mjs' as string)
