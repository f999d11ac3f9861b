import { saidInOwnWords } from './said-in-own-words.ts'
import { useMore } from './use-more.ts'

type Props = { known: string | null; email: string | null; onEmail: (email: string | null) => void }

/** Where to write: to the address that the wallet has named, of which little is shown, or to another. `email` null = to the known one. */
export function CallBackAddress({ known, email, onEmail }: Props) {
  const words = useMore()
  return (
    <>
      {known !== null && (
        <fieldset>
          <legend class="lab">{words.callBackMailTo}</legend>
          <div class="chips">
            <label class="chip">
              <input type="radio" name="to" checked={email === null} onChange={() => onEmail(null)} />
              {known}
            </label>
            <label class="chip">
              <input type="radio" name="to" checked={email !== null} onChange={() => onEmail('')} />
              {words.callBackMailOther}
            </label>
          </div>
        </fieldset>
      )}
      {(known === null || email !== null) && (
        <label>
          <span class="lab">{words.callBackAddress}</span>
          <input type="email" autoComplete="email" required maxLength={254} value={email ?? ''} {...saidInOwnWords(words.callBackAddressNeeded, onEmail)} />
          <span class="meta">{words.callBackAddressWhy}</span>
        </label>
      )}
    </>
  )
}
