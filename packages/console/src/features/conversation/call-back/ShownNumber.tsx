import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../../app/ui/Button.tsx'
import { useRun } from '../../../app/use-run.ts'
import { showNumber } from '../conversation-api.ts'

type ShownNumberProps = { id: string; masked: string; mayShow: boolean }

/**
 * The last digits, until whoever is to call has it shown; that stands in the record. What was shown is of this call alone: who gives
 * the conversation back sees it no more, and the customer may name another number meanwhile, so whoever uses this keys it by the call.
 */
export function ShownNumber({ id, masked, mayShow }: ShownNumberProps) {
  const { t } = useTranslation()
  const { run, busy } = useRun()
  const [number, setNumber] = useState<string | null>(null)
  if (number !== null)
    return (
      <a className="num" href={`tel:${number}`}>
        {number}
      </a>
    )
  return (
    <>
      <span className="num">{masked}</span>
      {mayShow && (
        <Button busy={busy} onClick={() => void run(async () => setNumber((await showNumber(id)).number))}>
          {t('callBack.show')}
        </Button>
      )}
    </>
  )
}
