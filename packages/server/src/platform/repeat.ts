/**
 * Do `work` every `everyMs`, never twice at a time: where it takes longer, the rounds it missed are left out. What it
 * throws goes to `onError`, and the next round comes all the same.
 *
 * @returns how to stop; resolves when what is in hand is done
 */
export function repeatEvery(everyMs: number, work: () => Promise<void>, onError: (error: unknown) => void): () => Promise<void> {
  let running: Promise<void> | null = null
  const timer = setInterval(() => {
    running ??= work()
      .catch(onError)
      .finally(() => (running = null))
  }, everyMs)
  return async () => {
    clearInterval(timer)
    await running
  }
}
