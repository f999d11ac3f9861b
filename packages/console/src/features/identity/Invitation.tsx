import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../app/ui/Button.tsx'
import { Field } from '../../app/ui/Field.tsx'
import { AttemptError } from './AttemptError.tsx'
import { IdentityCard } from './IdentityCard.tsx'
import { PasswordField } from './PasswordField.tsx'
import { acceptInvitation } from './session-api.ts'
import { useAttempt } from './use-attempt.ts'

/** The link's token stands behind the #, so that no server or proxy ever writes it down. */
const readLink = (hash: string): { token: string; isFirst: boolean } => {
  const params = new URLSearchParams(hash.replace(/^#/, ''))
  return { token: params.get('token') ?? '', isFirst: params.get('first') === '1' }
}

/** Somebody invited sets name and password; the link works once. The first admin's link belongs to nobody yet: it asks for the email too. */
export default function Invitation() {
  const { t } = useTranslation()
  const [{ token, isFirst }] = useState(() => readLink(window.location.hash))
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [password, setPassword] = useState('')
  const { attempt, forget, busy, error } = useAttempt()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (!busy)
      void attempt(() => acceptInvitation({ token, name: name.trim(), password, ...(isFirst ? { email: email.trim() } : {}) })).then((accepted) => {
        if (accepted) window.location.replace('/console/')
      })
  }
  if (!token)
    return (
      <IdentityCard title={t('invitation.broken')} sub={t('invitation.brokenNext')}>
        <a className="btn large" href="/console/">
          {t('signIn.title')}
        </a>
      </IdentityCard>
    )
  return (
    <IdentityCard title={t(isFirst ? 'invitation.firstTitle' : 'invitation.title')} sub={t('invitation.sub')}>
      <form className="cardform" onSubmit={submit}>
        {isFirst && <Field label={t('signIn.email')} type="email" value={email} onChange={setEmail} maxLength={200} autoComplete="username" required />}
        <Field
          label={t('invitation.name')}
          hint={t('invitation.nameHint')}
          value={name}
          onChange={setName}
          maxLength={80}
          autoComplete="name"
          required
          autoFocus
        />
        <PasswordField
          label={t('invitation.password')}
          // The first admin is an admin; of anybody else the link does not say the role.
          hint={isFirst ? t('password.hint', { min: 8 }) : t('invitation.passwordHint')}
          value={password}
          onChange={(typed) => {
            setPassword(typed)
            forget()
          }}
          autoComplete="new-password"
          minLength={8}
        />
        <AttemptError error={error} />
        <Button type="submit" look="primary" large busy={busy} disabled={!name.trim() || password.length < 8 || (isFirst && !email.trim())}>
          {t('invitation.do')}
        </Button>
      </form>
    </IdentityCard>
  )
}
