import { useEffect, useRef, useState } from 'preact/hooks'
import { Icon } from '../ui/icon.tsx'

export type MenuItem = { readonly icon: string; readonly text: string; readonly choose: () => void }
type Props = {
  icon: string
  label: string
  items: readonly MenuItem[]
  side: 'above' | 'below'
  /** What the list is about: to be read, not chosen. */
  note?: string | null
}

/** A button that opens a short list. Arrow keys move, Escape or a tap elsewhere closes, focus returns to the button. */
export function Menu({ icon, label, items, side, note = null }: Props) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const list = useRef<HTMLUListElement>(null)
  useEffect(() => {
    if (!open) return
    list.current?.querySelector('button')?.focus()
    const elsewhere = (event: Event) => {
      const path = event.composedPath()
      if (list.current !== null && !path.includes(list.current) && button.current !== null && !path.includes(button.current)) setOpen(false)
    }
    document.addEventListener('pointerdown', elsewhere)
    return () => document.removeEventListener('pointerdown', elsewhere)
  }, [open])

  const shut = () => {
    setOpen(false)
    button.current?.focus()
  }
  const move = (event: KeyboardEvent) => {
    const buttons = [...(list.current?.querySelectorAll('button') ?? [])]
    const root = list.current?.getRootNode()
    const at = buttons.findIndex((each) => root instanceof ShadowRoot && each === root.activeElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      buttons.at(to % buttons.length)?.focus()
    }
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.stopPropagation()
      event.preventDefault()
      shut()
    }
  }
  return (
    <div class="menu">
      <button ref={button} type="button" class="tap" aria-label={label} aria-haspopup="menu" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon d={icon} size={20} />
      </button>
      {open && (
        <ul ref={list} class={`list ${side}`} role="menu" aria-label={label} aria-describedby={note === null ? undefined : 'menu-note'} onKeyDown={move}>
          {note !== null && (
            <li id="menu-note" class="note" role="none">
              {note}
            </li>
          )}
          {items.map(({ icon: picture, text, choose }) => (
            <li key={text} role="none">
              <button
                type="button"
                role="menuitem"
                tabIndex={-1}
                onClick={() => {
                  shut()
                  choose()
                }}
              >
                <Icon d={picture} />
                {text}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
