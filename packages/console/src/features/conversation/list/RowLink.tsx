import { useRouter } from '@tanstack/react-router'
import type { MouseEvent, ReactNode } from 'react'

type RowLinkProps = { list: string; conversationId: string; className: string; isOpen: boolean; onFocus: () => void; children: ReactNode }

/** Opens a conversation. The router is asked when it is followed, and not for every row that comes into sight. */
export function RowLink({ list, conversationId, className, isOpen, onFocus, children }: RowLinkProps) {
  const router = useRouter()
  const follow = (event: MouseEvent): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    void router.navigate({ to: '/inbox/$list/$conversationId', params: { list, conversationId } })
  }
  return (
    <a
      href={`${router.basepath}/inbox/${list}/${conversationId}`}
      className={className}
      data-row={conversationId}
      aria-current={isOpen ? 'true' : undefined}
      onFocus={onFocus}
      onClick={follow}
    >
      {children}
    </a>
  )
}
