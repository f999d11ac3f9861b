import type { Colleagues } from '@yingda/protocol/http/staff.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type * as z from 'zod'

export type Target =
  | { kind: 'person'; id: string; name: string; ready: boolean; online: boolean; open: number; capacity: number }
  | { kind: 'team'; id: string; name: string /** Null where one does not see the line. */; waiting: number | null }

type Wanted = { text: string; withTeams: boolean; without: string | null; language: Language }

/** Whom one can give a conversation: teams first, then colleagues who are ready by free room, then the others. */
export function pickable({ staff, teams }: z.infer<typeof Colleagues>, { text, withTeams, without, language }: Wanted): Target[] {
  const wanted = text.trim().toLowerCase()
  const named = (name: string): boolean => name.toLowerCase().includes(wanted)
  const people = staff
    .filter(({ id, name }) => id !== without && named(name))
    .map(
      ({ id, name, online, available, open, capacity }): Extract<Target, { kind: 'person' }> => ({
        kind: 'person',
        id,
        name,
        online,
        ready: online && available,
        open,
        capacity,
      }),
    )
    .sort((a, b) => Number(b.ready) - Number(a.ready) || b.capacity - b.open - (a.capacity - a.open) || a.name.localeCompare(b.name, language))
  const groups = withTeams ? teams.filter(({ nameZh, nameEn }) => named(nameZh) || named(nameEn)) : []
  return [...groups.map(({ id, nameZh, nameEn, waiting }): Target => ({ kind: 'team', id, name: language === 'en' ? nameEn : nameZh, waiting })), ...people]
}
