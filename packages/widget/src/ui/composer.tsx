import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import { iconSend } from '@yingda/ui/icons.ts'
import type { ThreadFacts } from '../state/thread-facts.ts'
import { Icon } from './icon.tsx'
import { later } from './later.tsx'
import { useDesk, useDeskState, useWords } from './use-desk.ts'
import { usesMouse } from './pointer.ts'

const AttachButton = later(
  (it) => it.AttachButton,
  () => <span class="tap" />,
)
const AboveComposer = later((it) => it.AboveComposer)

const MOST_CHARS = 8000
const MOST_LINES_PX = 24 * 5 + 20

/** Where one writes: grows to five lines, takes files by button, drop or paste. Written words stay when one leaves and comes back. */
export function Composer({ thread, facts, focus }: { thread: string; facts: ThreadFacts; focus: boolean }) {
  const { talk } = useDesk()
  const words = useWords()
  const text = useDeskState(({ drafts }) => drafts[thread] ?? '')
  const rows = useDeskState((state) => state.uploads[thread])
  const field = useRef<HTMLTextAreaElement>(null)
  const placeholder = usePlaceholder(thread, facts)

  useEffect(() => {
    if (focus || usesMouse()) field.current?.focus()
  }, [thread, focus])
  useLayoutEffect(() => {
    const element = field.current
    if (element === null) return
    element.style.height = 'auto'
    element.style.height = `${Math.min(element.scrollHeight + 2, MOST_LINES_PX)}px`
  }, [text, placeholder])

  const tooLong = text.length > MOST_CHARS
  const ready = rows?.some(({ status }) => status === 'done') ?? false
  // No file keeps words back: what is still on its way follows them by itself.
  const sendable = (text.trim() !== '' || ready) && !tooLong
  const send = () => {
    if (!sendable) return
    talk.say(thread, text.trim())
    field.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent) => {
    // While an input method composes, Enter chooses a word.
    if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return
    if (event.shiftKey || (!usesMouse() && !event.ctrlKey && !event.metaKey)) return
    event.preventDefault()
    send()
  }
  return (
    <>
      {(tooLong || rows !== undefined) && <AboveComposer thread={thread} rows={rows ?? []} mostChars={tooLong ? MOST_CHARS : null} />}
      <form
        class="comp"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <AttachButton thread={thread} />
        <textarea
          ref={field}
          class="field"
          rows={1}
          value={text}
          placeholder={placeholder}
          aria-label={placeholder}
          enterkeyhint={usesMouse() ? 'send' : 'enter'}
          onInput={({ currentTarget }) => talk.draft(thread, currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <button type="submit" class="go" aria-label={words.send} disabled={!sendable}>
          <span>
            <Icon d={iconSend} />
          </span>
        </button>
      </form>
    </>
  )
}

function usePlaceholder(thread: string, { mode, agentName }: ThreadFacts): string {
  const words = useWords()
  const online = useDeskState((state) => state.online)
  const onDuty = useDeskState(({ home, threads }) => (home?.agentsOnDuty ?? true) && threads[thread]?.others?.closed == null)
  if (!online) return words.composerOffline
  if (mode === 'ended' || mode === 'closed') return words.composerEnded
  if (mode === 'with_agent' && agentName !== null) return words.composerAgent(agentName)
  if (mode === 'waiting') return onDuty ? words.composerWaiting : words.composerAway
  return words.composer
}
