import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

type SkeletonProps = { kind: 'rows' | 'thread' | 'panel'; count?: number }

/** The shape of what comes, shown only after 300 ms: what is quick does not flicker. */
export function Skeleton({ kind, count = 8 }: SkeletonProps) {
  const { t } = useTranslation()
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className={`skeleton of-${kind}`} role="status">
      <span className="sr">{t('common.loading')}</span>
      {late && Array.from({ length: count }, (_, index) => <i key={index} style={{ inlineSize: `${55 + ((index * 37) % 40)}%` }} />)}
    </div>
  )
}
