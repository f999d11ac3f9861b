import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { AlarmView } from '@yingda/protocol/http/watch.ts'
import { iconDown, iconUp } from '@yingda/ui/icons.ts'
import { Button } from '../../app/ui/Button.tsx'
import { AlarmLine } from './AlarmLine.tsx'
import { foldedAlarms } from './fold-alarms.ts'

/** Alarms one below the other, many of one kind folded away; `children`: other lines after them. */
export function AlarmList({ alarms, children }: { alarms: readonly AlarmView[]; children?: ReactNode }) {
  const { t } = useTranslation()
  const [withAll, setWithAll] = useState(false)
  const folded = foldedAlarms(alarms)
  const hidden = alarms.length - folded.length
  return (
    <>
      <ul className="alarms">
        {(withAll ? alarms : folded).map((alarm) => (
          <AlarmLine key={alarm.id} alarm={alarm} />
        ))}
        {children}
      </ul>
      {hidden > 0 && (
        <Button look="link" className="more" icon={withAll ? iconUp : iconDown} aria-expanded={withAll} onClick={() => setWithAll(!withAll)}>
          {withAll ? t('watch.fewerAlarms') : t('watch.moreAlarms', { count: hidden })}
        </Button>
      )}
    </>
  )
}
