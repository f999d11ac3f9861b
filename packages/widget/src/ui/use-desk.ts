import { createContext } from 'preact'
import { useContext, useEffect, useState } from 'preact/hooks'
import type { Settings } from '../loader/settings.ts'
import type { Desk } from '../desk/desk.ts'
import type { DeskState } from '../desk/state.ts'

export type Surroundings = { readonly desk: Desk; readonly settings: Settings; readonly close: () => void }

// Provided once around everything; nothing is rendered outside.
export const DeskContext = createContext<Surroundings>(null as unknown as Surroundings)
export const useSurroundings = (): Surroundings => useContext(DeskContext)
export const useDesk = (): Desk => useSurroundings().desk

/** What the selector picks, redrawn when it is another. It must give the same value for the same state. */
export function useDeskState<T>(pick: (state: DeskState) => T): T {
  const { store } = useDesk()
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
