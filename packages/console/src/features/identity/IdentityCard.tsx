import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { iconBack } from '@yingda/ui/icons.ts'
import { changeLanguage } from '../../app/i18n/i18n.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { IconButton } from '../../app/ui/IconButton.tsx'
import { useBrand } from './use-brand.ts'

type IdentityCardProps = { title: string; sub?: string; who?: string; onBack?: () => void; children: ReactNode; below?: ReactNode }

/** The one card of every page before the console, with the language in reach. */
export function IdentityCard({ title, sub, who, onBack, children, below }: IdentityCardProps) {
  const { t } = useTranslation()
  const brand = useBrand()
  const other = useLanguage() === 'en' ? 'zh-CN' : 'en'
  return (
    <main className="gate">
      <section className="card" aria-labelledby="card-title">
        <p className="cardbrand">
          {onBack ? (
            <IconButton icon={iconBack} label={t('common.back')} onClick={onBack} />
          ) : (
            <span className="mark" aria-hidden="true">
              应
            </span>
          )}
          {who ?? brand}
        </p>
        <h1 id="card-title">{title}</h1>
        {sub && <p className="cardsub">{sub}</p>}
        {children}
      </section>
      {below}
      <button type="button" className="btn link" lang={other} onClick={() => void changeLanguage(other)}>
        {t('me.otherLanguage')}
      </button>
    </main>
  )
}
