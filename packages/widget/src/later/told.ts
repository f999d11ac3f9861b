import type { Desk } from '../desk/desk.ts'
import type { AllWords } from '../desk/state.ts'
import { Refusal } from '../net/wire.ts'

/** Do it, and say why when it was not done; true when it was. */
export async function told(desk: Desk, words: AllWords, work: () => Promise<unknown>): Promise<boolean> {
  desk.store.set({ problem: null })
  try {
    await work()
    return true
  } catch (error) {
    desk.store.set({ problem: error instanceof Refusal ? error.message : words.didNotWork })
    return false
  }
}
