import { fileURLToPath } from 'node:url'
import type { Logger } from 'pino'
import type { Runner } from '../../platform/command.ts'
import { readArticleFolder } from './article-file.ts'
import { loadArticles } from './commands/load-articles.ts'
import { branded, createLibrary, type BrandNames, type Library, type LibraryArticle } from './library.ts'

/** The starter articles that come with the program. */
const STARTER_ARTICLES = fileURLToPath(new URL('../../../../help/articles/', import.meta.url))

export type Knowledge = {
  readonly runner: Runner
  /** What is published now; cheap when nothing has changed. */
  library(): Promise<Library>
}

type Options = { runner: Runner; log: Pick<Logger, 'info'>; brand: BrandNames; folder?: string | undefined }

/** Publish the articles of the folder where they differ from what is published, then open them. */
export async function openKnowledge({ runner, log, brand, folder = STARTER_ARTICLES }: Options): Promise<Knowledge> {
  const files = await readArticleFolder(folder)
  const { published, retired } = await runner.run({ kind: 'system' }, (ctx) => loadArticles(ctx, files))
  if (published + retired > 0) log.info({ published, retired }, 'help articles loaded')
  const library = createLibrary(brand)
  return { runner, library: () => runner.query({ kind: 'system' }, library) }
}

/** What is published when the starter articles are, without a database. */
export async function starterArticles(brand: BrandNames): Promise<LibraryArticle[]> {
  const files = await readArticleFolder(STARTER_ARTICLES)
  return files.map((file) => branded({ ...file, updatedOn: file.updated }, brand[file.language]))
}
