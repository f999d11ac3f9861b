import { useEffect, useRef, useState } from 'preact/hooks'
import type { CallBackChannel } from '@yingda/protocol/entries/conversation.ts'
import type { ThreadStory } from '../state/thread-story.ts'
import { useDesk } from '../ui/use-desk.ts'
import { CallBackAddress } from './call-back-address.tsx'
import { BestTimes, WhenList } from './call-back-when.tsx'
import { requestCallBack } from './library.ts'
import { saidInOwnWords } from './said-in-own-words.ts'
import { told } from './told.ts'
import { useChoices } from './use-choices.ts'
import { useInDeskZone } from './use-in-desk-zone.ts'
import { useMore } from './use-more.ts'

type Props = { thread: string; before: ThreadStory['callBack']; onClose: () => void }

const CHANNELS: readonly CallBackChannel[] = ['phone', 'mail', 'chat']

/** How and when a person is to come back. */
export function CallBackForm({ thread, before, onClose }: Props) {
  const desk = useDesk()
  const words = useMore()
  const [channel, setChannel] = useState<CallBackChannel>(before?.channel ?? 'phone')
  const [number, setNumber] = useState('')
  const [email, setEmail] = useState<string | null>(null)
  const [from, setFrom] = useState<string>(before?.from ?? '')
  const { choices, haveFailed, load } = useChoices(thread)
  const inZone = useInDeskZone()
  const [busy, setBusy] = useState(false)
  const form = useRef<HTMLFormElement>(null)
  // It opens where one reads, from its beginning, and not with its end above the composer.
  useEffect(() => void form.current?.querySelector<HTMLInputElement>(':checked')?.focus({ preventScroll: true }), [])
  useEffect(() => void form.current?.scrollIntoView({ block: 'nearest' }), [choices])
  // The time that stands may have come so near, or be so full, that it is not offered any more.
  const offered = choices?.slots.some((slot) => slot.from === from) === true ? from : ''
  const choose = (each: CallBackChannel) => {
    desk.store.set({ problem: null })
    setChannel(each)
  }
  const send = async () => {
    setBusy(true)
    const to = { number: channel === 'phone' ? number : null, email: channel === 'mail' ? email : null }
    const done = await told(desk, words, () => requestCallBack(desk, thread, { channel, ...to, from: offered === '' ? null : offered }))
    setBusy(false)
    if (done) onClose()
  }
  const labels = { phone: words.callBackPhone, mail: words.callBackMail, chat: words.callBackChat }
  return (
    <form
      ref={form}
      class="q form"
      aria-label={words.callBack}
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) void send()
      }}
    >
      <fieldset class="chips" aria-label={words.callBackHow}>
        {CHANNELS.filter((each) => each !== 'mail' || (choices?.mail ?? null) !== null).map((each) => (
          <label key={each} class="chip">
            <input type="radio" name="channel" checked={channel === each} onChange={() => choose(each)} />
            {labels[each]}
          </label>
        ))}
      </fieldset>
      {channel === 'phone' && (
        <label>
          <span class="lab">{words.callBackNumber}</span>
          <input type="tel" autoComplete="tel" required maxLength={40} value={number} {...saidInOwnWords(words.callBackNumberNeeded, setNumber)} />
        </label>
      )}
      {channel === 'mail' && choices?.mail && <CallBackAddress known={choices.mail.known} email={email} onEmail={setEmail} />}
      <label>
        <span class="lab">{inZone(words.callBackWhen)}</span>
        <WhenList slots={choices?.slots ?? []} from={offered} onFrom={setFrom} />
      </label>
      {choices === null && (
        <p class="meta" role="status">
          {haveFailed ? words.callBackTimesFailed : words.loading}{' '}
          {haveFailed && (
            <button type="button" class="link" onClick={load}>
              {words.tryAgain}
            </button>
          )}
        </p>
      )}
      {choices !== null && choices.best.length > 0 && <BestTimes best={choices.best} onFrom={setFrom} />}
      <div class="chips">
        <button type="submit" class="btn pri" disabled={busy}>
          {words.callBackDo}
        </button>
        <button type="button" class="btn" onClick={onClose}>
          {words.callBackNot}
        </button>
      </div>
    </form>
  )
}
