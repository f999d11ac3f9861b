import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { iconRight } from '@yingda/ui/icons.ts'
import { useLanguage } from '../../app/i18n/use-language.ts'
import { keys } from '../../app/query-keys.ts'
import { Avatar } from '../../app/ui/Avatar.tsx'
import { Icon } from '../../app/ui/Icon.tsx'
import { AttemptError } from './AttemptError.tsx'
import { getDemoPeople, signInToDemo } from './session-api.ts'
import { useAttempt } from './use-attempt.ts'

type DemoPeopleProps = { onDone: () => void }

/** In a demonstration one click signs in as somebody who is already there; elsewhere this is not shown at all. */
export function DemoPeople({ onDone }: DemoPeopleProps) {
  const { t } = useTranslation()
  const language = useLanguage()
  const people = useQuery({ queryKey: [...keys.demo, language], queryFn: ({ signal }) => getDemoPeople(signal), staleTime: Infinity }).data?.people ?? []
  const { attempt, busy, error } = useAttempt()
  if (people.length === 0) return null
  return (
    <section className="demo" aria-labelledby="demo-title">
      <h2 id="demo-title">{t('signIn.demo')}</h2>
      <p>{t('signIn.demoSub')}</p>
      <ul>
        {people.map(({ email, name, role, team }) => (
          <li key={email}>
            <button
              type="button"
              aria-disabled={busy || undefined}
              onClick={() => {
                if (!busy)
                  void attempt(() => signInToDemo(email)).then((signedIn) => {
                    if (signedIn) onDone()
                  })
              }}
            >
              <Avatar name={name} />
              <b>{name}</b>
              <small>{[t(`role.${role}`), team].filter(Boolean).join(t('common.comma'))}</small>
              <Icon of={iconRight} />
            </button>
          </li>
        ))}
      </ul>
      <AttemptError error={error} />
    </section>
  )
}
