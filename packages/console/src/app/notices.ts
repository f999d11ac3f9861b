/** Short words at the screen's edge after something was done or refused; read aloud, gone by themselves. */
export type Notice = { id: number; tone: 'done' | 'risk' | 'plain'; text: string; leadsTo: LeadsTo | null }
/** A button in the notice, which ends it. */
type LeadsTo = { label: string; go: () => void }

const SHOWN_MS = 6000
const SHOWN_RISK_MS = 12_000

export class Notices {
  readonly #listeners = new Set<() => void>()
  #list: readonly Notice[] = []
  #next = 1

  readonly current = (): readonly Notice[] => this.#list
  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** The same words while they still stand are not said twice. */
  say(text: string, tone: Notice['tone'] = 'plain', leadsTo: LeadsTo | null = null): void {
    if (this.#list.some((notice) => notice.text === text)) return
    const id = this.#next++
    // What went well is said once; what was refused stays until it was read.
    const standing = this.#list.filter((notice) => notice.tone === 'risk').slice(-2)
    this.#set([...standing, { id, tone, text, leadsTo }])
    setTimeout(() => this.dismiss(id), tone === 'risk' ? SHOWN_RISK_MS : SHOWN_MS)
  }

  dismiss(id: number): void {
    this.#set(this.#list.filter((notice) => notice.id !== id))
  }

  #set(list: readonly Notice[]): void {
    this.#list = list
    for (const listener of this.#listeners) listener()
  }
}

export const notices = new Notices()
