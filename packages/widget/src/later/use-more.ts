import type { AllWords } from '../desk/state.ts'
import { useDeskState } from '../ui/use-desk.ts'

/** All words, those of the parts that come later as well. These parts are drawn only once the words are there. */
export const useMore = (): AllWords => useDeskState(({ more }) => more as AllWords)
