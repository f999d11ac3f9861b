import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { AttachmentView } from '@yingda/protocol/entries/views.ts'
import type { ConversationRow } from '@yingda/protocol/http/staff.ts'
import { newClientId } from '../../../app/ids.ts'
import { notices } from '../../../app/notices.ts'
import { useSync } from '../../../app/sync/use-sync.ts'
import { unfilledVariables } from './canned-variables.ts'
import type { Draft } from './drafts.ts'
import type { Outgoing } from './outbox.ts'
import { useTypingSignal } from './use-typing-signal.ts'

const SAVE_AFTER_MS = 300

export type ComposerState = {
  draft: Draft
  text: string
  field: RefObject<HTMLTextAreaElement | null>
  setText: (text: string, caret?: number) => void
  setTab: (tab: Draft['tab']) => void
  addAttachment: (file: AttachmentView) => void
  removeAttachment: (id: string) => void
  mention: (person: { id: string; name: string }) => void
  focus: (tab: Draft['tab']) => void
  takeBack: (item: Outgoing) => void
  send: (afterwards: Outgoing['afterwards']) => void
  canSend: boolean
}

/** What stands in the composer of one conversation: kept while one looks elsewhere, sent through the outbox. */
export function useComposer(conversationId: string, row: ConversationRow | null): ComposerState {
  const { t } = useTranslation()
  const { drafts, outbox } = useSync()
  const [draft, setDraft] = useState(() => drafts.read(conversationId))
  const field = useRef<HTMLTextAreaElement>(null)
  const newest = useRef(draft)
  const typing = useTypingSignal(conversationId)
  useEffect(() => {
    newest.current = draft
  })

  useEffect(() => {
    const timer = setTimeout(() => drafts.write(conversationId, draft), SAVE_AFTER_MS)
    return () => clearTimeout(timer)
  }, [drafts, conversationId, draft])
  useEffect(() => {
    const keep = (): void => drafts.write(conversationId, newest.current)
    window.addEventListener('pagehide', keep)
    return () => {
      window.removeEventListener('pagehide', keep)
      keep()
    }
  }, [drafts, conversationId])

  const change = useCallback((part: Partial<Draft>) => setDraft((held) => ({ ...held, ...part })), [])
  const text = draft[draft.tab]
  const setText = (next: string, caret?: number): void => {
    change({ [draft.tab]: next })
    if (next.trim()) typing.typing()
    else typing.stopped()
    if (caret !== undefined)
      requestAnimationFrame(() => {
        field.current?.focus()
        field.current?.setSelectionRange(caret, caret)
      })
  }
  const isNote = draft.tab === 'note'
  const canSend = row !== null && (text.trim() !== '' || (!isNote && draft.attachments.length > 0))

  const send = (afterwards: Outgoing['afterwards']): void => {
    if (!canSend) return
    const unfilled = isNote ? [] : unfilledVariables(text)
    if (unfilled.length > 0) return notices.say(t('composer.unfilled', { names: unfilled.join(' ') }), 'risk')
    const mentions = draft.mentions.filter(({ name }) => text.includes(`@${name}`)).map(({ id }) => id)
    outbox.add({
      clientId: newClientId(),
      conversationId,
      kind: isNote ? 'note' : 'message',
      text: text.trim(),
      attachments: isNote ? [] : draft.attachments,
      mentions: isNote ? mentions : [],
      afterwards,
      writtenAt: new Date().toISOString(),
    })
    const rest = isNote ? { ...draft, note: '', mentions: [] } : { ...draft, reply: '', attachments: [] }
    newest.current = rest
    setDraft(rest)
    drafts.write(conversationId, rest)
    typing.stopped()
    field.current?.focus()
  }

  return {
    draft,
    text,
    field,
    canSend,
    setText,
    send,
    setTab: (tab) => change({ tab }),
    addAttachment: (file) => setDraft((held) => ({ ...held, attachments: [...held.attachments, file] })),
    removeAttachment: (id) => setDraft((held) => ({ ...held, attachments: held.attachments.filter((file) => file.id !== id) })),
    mention: (person) => setDraft((held) => ({ ...held, mentions: [...held.mentions.filter(({ id }) => id !== person.id), person] })),
    focus: (tab) => {
      change({ tab })
      requestAnimationFrame(() => field.current?.focus())
    },
    takeBack: (item) => {
      if (item.kind === 'note') change({ tab: 'note', note: joined(item.text, newest.current.note) })
      else change({ tab: 'reply', reply: joined(item.text, newest.current.reply), attachments: [...item.attachments, ...newest.current.attachments] })
      requestAnimationFrame(() => field.current?.focus())
    },
  }
}

const joined = (first: string, second: string): string => [first, second].filter(Boolean).join('\n')
