import { useRef } from 'preact/hooks'
import { iconCard, iconClip } from '@yingda/ui/icons.ts'
import { Icon } from '../ui/icon.tsx'
import { useDesk, useDeskState } from '../ui/use-desk.ts'
import { Menu } from './menu.tsx'
import { ACCEPTED_FILES, uploadsOf } from './uploads.ts'
import { useMore } from './use-more.ts'

/** A file; for somebody signed in, also one of the own transactions. */
export function AttachButton({ thread }: { thread: string }) {
  const desk = useDesk()
  const words = useMore()
  const signedIn = useDeskState(({ home }) => home?.signedIn ?? false)
  const picker = useRef<HTMLInputElement>(null)
  const pick = () => picker.current?.click()
  return (
    <>
      <input
        ref={picker}
        type="file"
        hidden
        multiple
        accept={ACCEPTED_FILES}
        aria-label={words.attach}
        onChange={({ currentTarget }) => {
          uploadsOf(desk).add(thread, [...(currentTarget.files ?? [])])
          currentTarget.value = ''
        }}
      />
      {signedIn ? (
        <Menu
          icon={iconClip}
          label={words.attach}
          side="above"
          items={[
            { icon: iconClip, text: words.attachFile, choose: pick },
            { icon: iconCard, text: words.attachTransaction, choose: () => desk.talk.go({ name: 'transactions', thread }) },
          ]}
        />
      ) : (
        <button type="button" class="tap" aria-label={words.attach} onClick={pick}>
          <Icon d={iconClip} size={20} />
        </button>
      )}
    </>
  )
}
