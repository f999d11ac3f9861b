/**
 * Parts that are fetched when first shown, so that what is needed to ask and be answered stays small. All of them come
 * in one file, together with their words; until then a part leaves its place empty or to `Holder`, which is given the same.
 */
import type { FunctionComponent } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { useDesk, useDeskState, useWords } from './use-desk.ts'

type Later = typeof import('../later/index.ts')

let arrived: Later | null = null
let coming: Promise<Later> | null = null

/** Fetch them now; asked for again after a failure, it tries again. */
export function loadLater(): Promise<Later> {
  coming ??= import('../later/index.ts').then(
    (later) => (arrived = later),
    (error: unknown) => {
      coming = null
      throw error
    },
  )
  return coming
}

export function later<P extends object>(pick: (later: Later) => FunctionComponent<P>, Holder?: FunctionComponent<P>): FunctionComponent<P> {
  return function Part(props: P) {
    const desk = useDesk()
    const hasWords = useDeskState(({ more }) => more !== null)
    const failed = useDeskState(({ partsFailed }) => partsFailed)
    const [, redraw] = useState({})
    useEffect(() => {
      if ((arrived !== null && hasWords) || failed) return
      Promise.all([loadLater(), desk.loadMore()]).then(
        () => redraw({}),
        () => desk.store.set({ partsFailed: true }),
      )
    }, [desk, failed, hasWords])
    if (arrived !== null && hasWords) {
      const Component = pick(arrived)
      return <Component {...props} />
    }
    return Holder === undefined ? null : <Holder {...props} />
  }
}

/** Said once for all of them: something is missing on the screen, and a tap asks for it again. */
export function PartsFailed() {
  const { store } = useDesk()
  const words = useWords()
  return useDeskState(({ partsFailed }) => partsFailed) ? (
    <p class="never" role="alert">
      <button type="button" class="link" onClick={() => store.set({ partsFailed: false })}>
        {words.partsFailed}
      </button>
    </p>
  ) : null
}
