import { useTranslation } from 'react-i18next'
import type { EntryContent } from '@yingda/protocol/entries/views.ts'
import { piecesOf, type Piece } from '@yingda/protocol/hidden-parts.ts'
import { iconEyeoff } from '@yingda/ui/icons.ts'
import { Icon } from '../../../app/ui/Icon.tsx'

/** A customer's words; in the place of each secret, that it was hidden, as the customer sees it. */
export function HiddenWords({ content: { text, hidden = [] } }: { content: Pick<EntryContent, 'text' | 'hidden'> }) {
  return piecesOf(text, hidden).map((piece, index) => (piece.kind === 'text' ? piece.text : <HiddenChip key={index} of={piece} />))
}

function HiddenChip({ of: { of, digits } }: { of: Extract<Piece, { kind: 'hidden' }> }) {
  const { t } = useTranslation()
  const isNumber = of === 'code' || of === 'cvv'
  return (
    <span className="hid">
      <Icon of={iconEyeoff} size={14} />
      {digits !== null ? t('hidden.digits', { count: digits }) : t(of === 'card' ? 'hidden.card' : isNumber ? 'hidden.number' : 'hidden.secret')}
    </span>
  )
}
