/** The wallet's own few icons, on a 16-unit grid with a stroke of 1.5. */
import type { Html } from './html.ts'

const svg = (paths: string): Html => ({ markup: `<svg class="i" viewBox="0 0 16 16" aria-hidden="true">${paths}</svg>` })

export const icons = {
  alert: svg('<path d="M8 2.2 14.2 13H1.8z"/><path d="M8 6.5v3M8 11.2v.01"/>'),
  back: svg('<path d="M10 3 5 8l5 5"/>'),
  card: svg('<rect x="1.8" y="3.4" width="12.4" height="9.2" rx="1.5"/><path d="M1.8 6.6h12.4M4.4 10h2.4"/>'),
  chat: svg('<path d="M2.5 3.5h11v7.5H7.6L4.8 13.4V11H2.5z"/>'),
  clock: svg('<circle cx="8" cy="8" r="6"/><path d="M8 4.5V8l2.3 1.6"/>'),
  close: svg('<path d="M4 4l8 8M12 4l-8 8"/>'),
  coming: svg('<path d="M8 2.5v9M4.5 8 8 11.5 11.5 8M3 13.5h10"/>'),
  done: svg('<circle cx="8" cy="8" r="6"/><path d="M5.4 8.2l1.9 1.9 3.4-3.9"/>'),
  fail: svg('<circle cx="8" cy="8" r="6"/><path d="M6 6l4 4M10 6l-4 4"/>'),
  hold: svg('<rect x="3" y="7" width="10" height="6.5" rx="1.5"/><path d="M5.2 7V5a2.8 2.8 0 0 1 5.6 0v2"/>'),
  next: svg('<path d="M6 3l5 5-5 5"/>'),
  pay: svg('<path d="M2.5 5h9M9 2.5 11.5 5 9 7.5M13.5 11h-9M7 8.5 4.5 11 7 13.5"/>'),
  person: svg('<circle cx="8" cy="5.4" r="2.6"/><path d="M2.8 13.6c.5-2.8 2.5-4.2 5.2-4.2s4.7 1.4 5.2 4.2"/>'),
  refund: svg('<path d="M6 3 3 6l3 3M3 6h6.5a3.5 3.5 0 0 1 0 7H6"/>'),
} as const
