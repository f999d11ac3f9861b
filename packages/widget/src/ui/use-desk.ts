import { useEffect, useState } from 'preact/hooks'
import type { Settings } from '../loader/settings.ts'
import type { Desk } from '../desk/desk.ts'
import type { DeskState } from '../desk/state.ts'

export type Surroundings = { readonly desk: Desk; readonly settings: Settings; readonly close: () => void }

/** The app is made once a page; nothing is drawn before it is said here what it stands in. */
let here: Surroundings
export const standIn = (surroundings: Surroundings): void => void (here = surroundings)
export const useSurroundings = (): Surroundings => here
export const useDesk = (): Desk => here.desk

/** What the selector picks, redrawn when it is another. It must give the same value for the same state. */
export function useDeskState<T>(pick: (state: DeskState) => T): T {
  const { store } = here.desk
  const picked = pick(store.get())
  const [, redraw] = useState({})
  useEffect(() => {
    let shown = picked
    const look = () => {
      const next = pick(store.get())
      if (next === shown) return
      shown = next
      redraw({})
    }
    // Between drawing and this effect the state may have moved on.
    look()
    return store.subscribe(look)
  })
  return picked
}

export const useWords = () => useDeskState(({ words }) => words)
