import { useTranslation } from 'react-i18next'
import type { WaitAccuracyRow } from '@yingda/protocol/http/waits.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { GOALS, shareOf } from './wait-accuracy.ts'

/** By third of the day, beside what it should be; a figure that misses it is marked, in words too. */
export function WaitAccuracyTable({ rows }: { rows: readonly WaitAccuracyRow[] }) {
  const { t } = useTranslation()
  return (
    <table className="grid accounts" aria-labelledby="wait-accuracy">
      <thead>
        <tr>
          <th scope="col">{t('waits.when')}</th>
          <th scope="col">{t('waits.told')}</th>
          <th scope="col">{t('waits.cannotSay')}</th>
          <th scope="col">{t('waits.compared')}</th>
          <th scope="col">{t('waits.inside')}</th>
          <th scope="col">{t('waits.medianError')}</th>
          <th scope="col">{t('waits.medianWidth')}</th>
          <th scope="col">{t('waits.medianWait')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.third}>
            <th scope="row">{t(`waits.third.${row.third}`)}</th>
            <Figures row={row} />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Figures({ row }: { row: WaitAccuracyRow }) {
  const { t } = useTranslation()
  const language = useLanguage()
  const percent = (share: number): string => new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 }).format(share)
  const minutes = (seconds: number | null): string => (seconds === null ? '–' : t('waits.minutes', { minutes: (seconds / 60).toFixed(1) }))
  const [cannot, inside, error] = [shareOf(row.cannotSay, row.told), shareOf(row.inside, row.compared), row.medianErrorPct]
  const insideGoal = row.third === 'all' ? GOALS.inside : GOALS.insideThird
  return (
    <>
      <td>{row.told}</td>
      <Judged
        text={cannot === null ? '–' : percent(cannot)}
        missed={cannot !== null && cannot > GOALS.cannotSay}
        goal={t('waits.atMost', { percent: percent(GOALS.cannotSay) })}
      />
      <td>{row.compared}</td>
      <Judged
        text={inside === null ? '–' : percent(inside)}
        missed={inside !== null && inside < insideGoal}
        goal={t('waits.atLeast', { percent: percent(insideGoal) })}
      />
      <Judged
        text={error === null ? '–' : percent(error / 100)}
        missed={error !== null && error >= GOALS.medianErrorPct}
        goal={t('waits.below', { percent: percent(GOALS.medianErrorPct / 100) })}
      />
      <td className="dim">{minutes(row.medianWidthSeconds)}</td>
      <td className="dim">{minutes(row.medianWaitSeconds)}</td>
    </>
  )
}

const Judged = ({ text, missed, goal }: { text: string; missed: boolean; goal: string }) => (
  <td>
    {missed ? <b className="rd">{text}</b> : text}
    {missed && <small>{goal}</small>}
  </td>
)
