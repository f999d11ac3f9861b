import { useQueryClient } from '@tanstack/react-query'
import { useState, type FormEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { iconLock } from '@yingda/ui/icons.ts'
import { useMe } from '../../app/me.ts'
import { notices } from '../../app/notices.ts'
import { keys } from '../../app/query-keys.ts'
import { Button } from '../../app/ui/Button.tsx'
import { Dialog } from '../../app/ui/Dialog.tsx'
import { Icon } from '../../app/ui/Icon.tsx'
import { AttemptError } from '../identity/AttemptError.tsx'
import { PasswordField } from '../identity/PasswordField.tsx'
import { changePassword } from '../identity/session-api.ts'
import { useAttempt } from '../identity/use-attempt.ts'

/** One's own password. The server wants a fresh proof first; the step-up asks for it. */
export function PasswordSettings() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <div className="factor">
      <Icon of={iconLock} />
      <span>
        {t('password.title')}
        <small>{t('password.sub')}</small>
      </span>
      <Button onClick={() => setOpen(true)}>{t('password.change')}</Button>
      {open && <PasswordDialog onClose={() => setOpen(false)} />}
    </div>
  )
}

function PasswordDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { email, role } = useMe()
  const client = useQueryClient()
  const [password, setPassword] = useState('')
  const { attempt, forget, blocked, busy, error } = useAttempt()
  // A second factor stands beside the password of a lead or an admin; an agent may have none.
  const min = role === 'agent' ? 15 : 8
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (blocked) return
    void attempt(() => changePassword(password)).then((changed) => {
      if (!changed) return
      notices.say(t('password.changed'), 'done')
      void client.invalidateQueries({ queryKey: keys.sessions })
      onClose()
    })
  }
  return (
    <Dialog title={t('password.change')} onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        {/* For the browser's password store: whose password this is. */}
        <input type="text" value={email} autoComplete="username" readOnly hidden />
        <PasswordField
          label={t('password.new')}
          hint={t('password.hint', { min })}
          value={password}
          onChange={(typed) => {
            setPassword(typed)
            forget()
          }}
          autoComplete="new-password"
          minLength={min}
        />
        <AttemptError error={error} />
        <div className="actions">
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" look="primary" busy={busy} disabled={[...password].length < min}>
            {t('password.change')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
