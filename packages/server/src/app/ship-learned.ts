/** What the bot learns from the starter articles is learned once, when the program is installed. */
import { shipLearned } from '../modules/bot/api.ts'
import { starterArticles } from '../modules/knowledge/api.ts'
import { SETTINGS } from '../platform/config/settings.ts'

/** For the wallet that nobody has named; under another name the first server learns it anew. */
export async function shipWhatTheBotLearned(say: (line: string) => void): Promise<void> {
  const articles = await starterArticles({ 'zh-CN': SETTINGS.BRAND_ZH.standard, en: SETTINGS.BRAND_EN.standard })
  if (await shipLearned(articles)) say('The bot has learned the starter articles.')
}
