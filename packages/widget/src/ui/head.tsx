import type { ComponentChildren } from 'preact'
import { iconBack, iconX } from '@yingda/ui/icons.ts'
import { Icon } from './icon.tsx'
import { useDesk, useSurroundings, useWords } from './use-desk.ts'

type Props = {
  title: string
  under?: ComponentChildren
  /** The round picture of who speaks; decorative. */
  face?: ComponentChildren
  /** Home has no way back. */
  back?: boolean
  children?: ComponentChildren
  /** A way out on the right; where there is a way back, that is enough. */
  closable?: boolean
}

export function Head({ title, under, face, back = true, closable = !back, children }: Props) {
  const { talk } = useDesk()
  const { close, settings } = useSurroundings()
  const words = useWords()
  return (
    <div class="head">
      {back && (
        <button type="button" class="tap" aria-label={words.back} onClick={() => talk.back()}>
          <Icon d={iconBack} size={20} />
        </button>
      )}
      <div class={back ? 'who' : 'who first'}>
        {face}
        <div class="names">
          <h2 id="title" tabIndex={-1}>
            {title}
          </h2>
          {under !== undefined && <p>{under}</p>}
        </div>
      </div>
      {children}
      {closable && settings.mode === 'floating' && (
        <button type="button" class="tap" aria-label={words.close} onClick={close}>
          <Icon d={iconX} size={20} />
        </button>
      )}
    </div>
  )
}
