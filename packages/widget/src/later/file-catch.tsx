import type { RefObject } from 'preact'
import { useEffect } from 'preact/hooks'
import { useDesk, useDeskState } from '../ui/use-desk.ts'
import { draftsOf } from './keep-drafts.ts'
import { uploadsOf } from './uploads.ts'

/** Takes files that are dropped on the conversation or pasted into it, and brings back what was chosen or half written before a reload. */
export function FileCatch({ thread, around }: { thread: string; around: RefObject<HTMLElement | null> }) {
  const desk = useDesk()
  const person = useDeskState((state) => state.person)
  useEffect(() => {
    draftsOf(desk).restore(thread)
    void uploadsOf(desk).restore(thread)
  }, [desk, thread, person])
  useEffect(() => {
    const element = around.current
    if (element === null) return
    const show = (on: boolean) => element.classList.toggle('dropping', on)
    const take = (event: Event, transfer: DataTransfer | null) => {
      show(false)
      const files = [...(transfer?.files ?? [])]
      if (files.length === 0) return
      event.preventDefault()
      uploadsOf(desk).add(thread, files)
    }
    const over = (event: DragEvent) => {
      if (event.dataTransfer?.types.includes('Files') !== true) return
      event.preventDefault()
      show(true)
    }
    const leave = ({ relatedTarget }: DragEvent) => (relatedTarget instanceof Node && element.contains(relatedTarget) ? undefined : show(false))
    const drop = (event: DragEvent) => take(event, event.dataTransfer)
    const paste = (event: ClipboardEvent) => take(event, event.clipboardData)
    element.addEventListener('dragover', over)
    element.addEventListener('dragleave', leave)
    element.addEventListener('drop', drop)
    element.addEventListener('paste', paste)
    return () => {
      element.removeEventListener('dragover', over)
      element.removeEventListener('dragleave', leave)
      element.removeEventListener('drop', drop)
      element.removeEventListener('paste', paste)
    }
  }, [desk, around, thread])
  return null
}
