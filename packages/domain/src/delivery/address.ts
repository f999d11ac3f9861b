import { EmailAddress } from '@yingda/protocol/email.ts'

/** An address as somebody typed it, full-width signs included. @returns null when it is none */
export function mailAddress(text: string): string | null {
  const read = EmailAddress.safeParse(text.normalize('NFKC').trim())
  return read.success ? read.data : null
}

/** What is shown of it to whoever does not own it: the first letter of the mailbox, unless that says it all, and the domain. */
export function maskedAddress(address: string): string {
  const at = address.lastIndexOf('@')
  return `${at > 2 ? [...address][0] : ''}•••${address.slice(at)}`
}
