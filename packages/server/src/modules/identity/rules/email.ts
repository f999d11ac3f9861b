/** How an address is kept and looked up: width and case folded, so that one mailbox is one person. */
export function foldEmail(email: string): string {
  return email.normalize('NFKC').trim().toLowerCase()
}
