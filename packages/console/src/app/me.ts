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
