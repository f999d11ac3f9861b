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
    const words = useWords()
    const hasWords = useDeskState(({ more }) => more !== null)
    const [, redraw] = useState({})
    const [failed, setFailed] = useState(false)
    useEffect(() => {
      if ((arrived !== null && hasWords) || failed) return
      Promise.all([loadLater(), desk.loadMore()]).then(
        () => redraw({}),
        () => setFailed(true),
      )
    }, [desk, failed, hasWords])
    if (arrived !== null && hasWords) {
      const Component = pick(arrived)
      return <Component {...props} />
    }
    if (Holder !== undefined) return <Holder {...props} />
    return failed ? (
      <button type="button" class="link" onClick={() => setFailed(false)}>
        {words.tryAgain}
      </button>
    ) : null
  }
}
