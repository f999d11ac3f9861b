import { useId, type HTMLInputTypeAttribute, type Ref } from 'react'

type FieldProps = {
  label: string
  value: string
  onChange: (value: string) => void
  type?: HTMLInputTypeAttribute
  hint?: string
  error?: string | null
  required?: boolean
  maxLength?: number
  min?: string | number
  max?: string | number
  step?: number
  autoComplete?: string
  autoFocus?: boolean
  placeholder?: string
  ref?: Ref<HTMLInputElement>
}

/** A labelled line of input with its hint and its error. */
export function Field({ label, value, onChange, hint, error, autoFocus = false, ...rest }: FieldProps) {
  const id = useId()
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ') || undefined
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={error ? true : undefined}
        aria-describedby={described}
        data-autofocus={autoFocus || undefined}
        autoFocus={autoFocus}
        {...rest}
      />
      {hint && <small id={`${id}-hint`}>{hint}</small>}
      {error && (
        <small id={`${id}-error`} className="rd" role="alert">
          {error}
        </small>
      )}
    </div>
  )
}
