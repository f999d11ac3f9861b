import type { Language } from '@yingda/protocol/language.ts'
import type { Desk } from '../desk/desk.ts'

/** Another language from now on, for what is drawn and for what the desk answers. */
export async function speak({ store, home, world }: Desk, language: Language): Promise<void> {
  const words = await world.wordsOf(language)
  const more = { ...words, ...(await world.moreWordsOf(language)) }
  store.set({ language, words, more })
  if (store.get().home !== null) await home.load()
}
