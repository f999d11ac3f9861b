import type { HiddenPart } from '@yingda/protocol/entries/conversation.ts'
import { piecesOf, type Piece } from '@yingda/protocol/hidden-parts.ts'
import { iconEyeoff } from '@yingda/ui/icons.ts'
import type { AllWords } from '../desk/state.ts'
import { Icon } from '../ui/icon.tsx'
import { useMore } from './use-more.ts'

/** The customer's own words; in the place of each secret, that it was hidden. */
export function WithHidden({ text, hidden }: { text: string; hidden: readonly HiddenPart[] }) {
  const words = useMore()
  return (
    <div class="b text">
      {piecesOf(text, hidden).map((piece, at) =>
        piece.kind === 'text' ? (
          piece.text
        ) : (
          <span class="hid" key={at}>
            <Icon d={iconEyeoff} />
            {saidOf(piece, words)}
          </span>
        ),
      )}
    </div>
  )
}

function saidOf({ of, digits }: Extract<Piece, { kind: 'hidden' }>, words: AllWords): string {
  if (digits !== null) return words.hiddenDigits(digits)
  if (of === 'card') return words.hiddenCard
  return of === 'code' || of === 'cvv' ? words.hiddenNumber : words.hidden
}
