import type { Me } from '@yingda/protocol/http/staff-session.ts'
import type { Permission } from '@yingda/protocol/permissions.ts'
import { createContext, use } from 'react'

export const MeContext = createContext<Me | null>(null)

/** Who is signed in. */
export function useMe(): Me {
  const me = use(MeContext)
  if (!me) throw new Error('useMe outside the signed-in part')
  return me
}

export const useMay = (permission: Permission): boolean => useMe().permissions.includes(permission)

/** Which teams one may set hours and helpers of: a lead the own ones, an admin all. The server decides again. */
export function useLeads(): (teamId: string) => boolean {
  const { role, teams } = useMe()
  return (teamId) => role === 'admin' || teams.some(({ id }) => id === teamId)
}
