import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { iconEye, iconEyeoff } from '@yingda/ui/icons.ts'
import { IconButton } from '../../app/ui/IconButton.tsx'

type PasswordFieldProps = {
  label: string
  value: string
  onChange: (value: string) => void
  autoComplete: 'current-password' | 'new-password'
  hint?: string
  minLength?: number
}

export function PasswordField({ label, value, onChange, autoComplete, hint, minLength }: PasswordFieldProps) {
  const { t } = useTranslation()
  const id = useId()
  const [shown, setShown] = useState(false)
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <div className="withend">
        <input
          id={id}
          type={shown ? 'text' : 'password'}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          autoComplete={autoComplete}
          minLength={minLength}
          maxLength={256}
          required
          aria-describedby={hint ? `${id}-hint` : undefined}
        />
        <IconButton icon={shown ? iconEyeoff : iconEye} label={t(shown ? 'signIn.hidePassword' : 'signIn.showPassword')} onClick={() => setShown(!shown)} />
      </div>
      {hint && <small id={`${id}-hint`}>{hint}</small>}
    </div>
  )
}
