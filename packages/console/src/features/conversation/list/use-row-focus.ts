import { useMemo, useRef, type FocusEvent } from 'react'

const rowOf = (target: Element): string | null => target.closest('[data-row]')?.getAttribute('data-row') ?? null

/** Which row has the keyboard's focus, for whoever asks; nothing is drawn again when it moves. */
export function useRowFocus(): { focused: () => string | null; handlers: { onFocus: (event: FocusEvent) => void; onBlur: () => void } } {
  const held = useRef<string | null>(null)
  return useMemo(
    () => ({
      focused: () => held.current,
      handlers: {
        onFocus: ({ target }) => void (held.current = rowOf(target)),
        onBlur: () => void (held.current = null),
      },
    }),
    [],
  )
}
