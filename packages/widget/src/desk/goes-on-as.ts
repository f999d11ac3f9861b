import type { DeskState } from './state.ts'

/** A conversation goes on under another id: what is being written in it, what goes along, and the screens that show it come with it. */
export function goesOnAs({ drafts, uploads, screens }: DeskState, from: string, to: string): Pick<DeskState, 'drafts' | 'uploads' | 'screens'> {
  const words = [drafts[to], drafts[from]].filter(Boolean).join('\n')
  return {
    drafts: { ...drafts, [from]: '', [to]: words },
    uploads: { ...uploads, [from]: [], [to]: [...(uploads[to] ?? []), ...(uploads[from] ?? [])] },
    screens: screens.map((screen) => ('thread' in screen && screen.thread === from ? { ...screen, thread: to } : screen)),
  }
}
