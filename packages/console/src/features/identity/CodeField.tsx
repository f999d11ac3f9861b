import { PinInput } from '@mantine/core'
import '@mantine/core/styles/PinInput.layer.css'
import { useTranslation } from 'react-i18next'

type CodeFieldProps = { value: string; onChange: (code: string) => void; wrong: boolean; describedBy?: string }

/** Six boxes for six digits; a code pasted or filled in by the browser goes into all of them. */
export function CodeField({ value, onChange, wrong, describedBy }: CodeFieldProps) {
  const { t } = useTranslation()
  return (
    <PinInput
      length={6}
      type="number"
      oneTimeCode
      autoFocus
      placeholder=""
      value={value}
      onChange={onChange}
      error={wrong}
      classNames={{ root: 'otp', input: 'otpbox' }}
      getInputProps={(index) => ({ 'aria-label': t('signIn.digit', { position: index + 1 }), 'aria-describedby': describedBy })}
      rootRef={(element) => {
        element?.setAttribute('role', 'group')
        element?.setAttribute('aria-label', t('signIn.code'))
      }}
    />
  )
}
