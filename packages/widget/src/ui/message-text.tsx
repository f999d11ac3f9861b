import { iconEyeoff } from '@yingda/ui/icons.ts'
import { Icon } from './icon.tsx'
import { useWords } from './use-desk.ts'

/** What the desk writes in place of a secret that was taken out. */
const HIDDEN = /([•●＊*]{4,})/

/** Somebody's words, set as text. Where a code or number was hidden, that is said in its place. */
export function MessageText({ text }: { text: string }) {
  const words = useWords()
  return (
    <span class="text">
      {text.split(HIDDEN).map((part, index) =>
        index % 2 === 0 ? part : (
          <span class="hid" key={index}>
            <Icon d={iconEyeoff} size={14} />
            {words.hiddenDigits(part.length)}
          </span>
        ),
      )}
    </span>
  )
}
