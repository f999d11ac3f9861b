/**
 * Help articles: loads them from Markdown, keeps every version, finds and renders the published ones. Never answers a
 * customer: the bot and the help pages do, from what stands here.
 */
export { sourceOf, type Library, type LibraryArticle } from './library.ts'
export { openKnowledge, starterArticles, type Knowledge } from './open-knowledge.ts'
export { knowledgeRoutes } from './routes.ts'
export { segmenter } from './segmenter.ts'
