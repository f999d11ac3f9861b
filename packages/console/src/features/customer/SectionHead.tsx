import { useTranslation } from 'react-i18next'
import { useWhenText } from '../../app/ui/When.tsx'

type SectionHeadProps = { title: string; count?: number; asOf: string | null }

/** A section's name, how many there are, and the instant that its figures are from. */
export function SectionHead({ title, count, asOf }: SectionHeadProps) {
  const { t } = useTranslation()
  const when = useWhenText()
  return (
    <h3>
      {title}
      {count !== undefined && <span className="ct">{count}</span>}
      {asOf && <small className="num">{t('wallet.asOf', { when: when(asOf) })}</small>}
    </h3>
  )
}
