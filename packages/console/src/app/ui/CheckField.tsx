import { useId } from 'react'

type CheckFieldProps = { label: string; hint?: string; checked: boolean; onChange: (checked: boolean) => void; asSwitch?: boolean; disabled?: boolean }

/** Yes or no. A switch takes effect at once; a box with the form it stands in. */
export function CheckField({ label, hint, checked, onChange, asSwitch = false, disabled = false }: CheckFieldProps) {
  const id = useId()
  return (
    <div className={asSwitch ? 'check switch' : 'check'}>
      <input
        id={id}
        type="checkbox"
        role={asSwitch ? 'switch' : undefined}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.target.checked)}
        aria-describedby={hint ? `${id}-hint` : undefined}
      />
      <label htmlFor={id}>{label}</label>
      {hint && <small id={`${id}-hint`}>{hint}</small>}
    </div>
  )
}
