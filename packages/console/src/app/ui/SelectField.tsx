import { useId } from 'react'

type SelectFieldProps = { label: string; value: string; onChange: (value: string) => void; options: readonly { value: string; label: string }[]; hint?: string }

/** A choice of one, by the browser's own list: quick by keyboard and read aloud everywhere. */
export function SelectField({ label, value, onChange, options, hint }: SelectFieldProps) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)} aria-describedby={hint ? `${id}-hint` : undefined}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {hint && <small id={`${id}-hint`}>{hint}</small>}
    </div>
  )
}
