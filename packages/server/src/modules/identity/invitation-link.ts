import type { IdentityDeps } from './deps.ts'

/** Where a one-time link leads. The token stands behind the `#`, so that no server and no referrer ever sees it. */
export function invitationLink({ publicUrl }: Pick<IdentityDeps, 'publicUrl'>, token: string, kind: 'member' | 'first_admin' = 'member'): string {
  return new URL(`/console/invitation#token=${token}${kind === 'first_admin' ? '&first=1' : ''}`, publicUrl).href
}
