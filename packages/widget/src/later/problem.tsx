import { useDeskState } from '../ui/use-desk.ts'

/** What did not work, in one line. */
export function Problem() {
  const problem = useDeskState((state) => state.problem)
  return (
    <p class={problem === null ? 'sr' : 'problem'} role="alert">
      {problem}
    </p>
  )
}
