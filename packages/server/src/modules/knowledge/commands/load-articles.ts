import type { Language } from '@yingda/protocol/language.ts'
import type { CommandContext } from '../../../platform/command.ts'
import type { ArticleFile } from '../article-file.ts'
import { lockKnowledge, publishedStates, publishVersions, raiseKnowledgeVersion, retireArticles } from '../store.ts'

/**
 * Make what is published equal to these files. A changed file becomes a new version, a missing one is retired, the same
 * files again change nothing; earlier versions stay.
 *
 * @returns how many articles changed
 */
export async function loadArticles(ctx: CommandContext, files: readonly ArticleFile[]): Promise<{ published: number; retired: number }> {
  await lockKnowledge(ctx)
  const keyOf = ({ slug, language }: { slug: string; language: Language }): string => `${slug}.${language}`
  const states = await publishedStates(ctx)
  const stateOf = new Map(states.map((state) => [keyOf(state), state]))
  const changed = files.filter((file) => {
    const state = stateOf.get(keyOf(file))
    return state === undefined || state.retired || !state.contentHash.equals(file.contentHash)
  })
  const wanted = new Set(files.map(keyOf))
  const missing = states.filter((state) => !state.retired && !wanted.has(keyOf(state)))

  await publishVersions(
    ctx,
    changed.map(({ updated, ...file }) => ({ ...file, updatedOn: updated, version: (stateOf.get(keyOf(file))?.version ?? 0) + 1 })),
  )
  await retireArticles(ctx, missing)
  if (changed.length + missing.length > 0) await raiseKnowledgeVersion(ctx)
  return { published: changed.length, retired: missing.length }
}
