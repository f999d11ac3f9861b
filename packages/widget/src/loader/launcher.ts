import { iconChat } from '@yingda/ui/icons.ts'

export type Launcher = { label(text: string): void; unread(count: number): void; opened(open: boolean): void; says(text: string, language: string): void }

/** The round button in the corner, there before anything else is loaded. */
export function drawLauncher(root: ShadowRoot, text: string, onClick: () => void): Launcher {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'launcher'
  button.setAttribute('aria-label', text)
  button.setAttribute('aria-expanded', 'false')
  // Our own drawing, a constant.
  button.innerHTML = `<svg viewBox="0 0 16 16" width="24" height="24" aria-hidden="true">${iconChat}</svg>`
  const badge = document.createElement('span')
  badge.className = 'badge'
  badge.hidden = true
  button.append(badge)
  button.addEventListener('click', onClick)
  const words = document.createElement('p')
  words.className = 'says'
  words.setAttribute('role', 'status')
  root.append(words, button)
  return {
    label: (label) => button.setAttribute('aria-label', label),
    unread(count) {
      badge.hidden = count === 0
      badge.textContent = count > 99 ? '99+' : String(count)
    },
    opened(open) {
      button.setAttribute('aria-expanded', String(open))
      button.classList.toggle('open', open)
      if (!open) button.focus({ preventScroll: true })
    },
    says(text, language) {
      words.lang = language
      words.textContent = text
      button.setAttribute('aria-busy', String(text !== ''))
    },
  }
}
