import type { AttachmentId } from '@yingda/protocol/ids.ts'
import type { Actor } from '../../../platform/actor.ts'
import type { CommandContext } from '../../../platform/command.ts'
import { lockAttachments, type AttachmentRow } from '../store.ts'

export type Claim = { id: AttachmentId; actor: Actor }
/** `free`: no message carries it yet. One that is not free proves a repeated send and must not be attached again. */
export type Claimed = { sha256: string; free: boolean }

/** Under which key a claim is answered: the file's id and whose it is. */
export const claimKey = ({ id, actor }: Claim): string => `${id}/${uploaderOf(actor)}`

/**
 * Which of these files the senders may put on a message: their own, stored, not redacted. The rows stay locked, in id
 * order, until the command commits; locks of conversations come before.
 *
 * @returns by `claimKey`; what is missing does not exist for that sender
 */
export async function claimAttachments(ctx: CommandContext, claims: readonly Claim[]): Promise<Map<string, Claimed>> {
  const rows = new Map(
    await lockAttachments(
      ctx,
      claims.map((claim) => claim.id),
    ).then((locked) => locked.map((row) => [row.id, row] as const)),
  )
  const answers = new Map<string, Claimed>()
  for (const claim of claims) {
    const row = rows.get(claim.id)
    if (row === undefined || row.sha256 === null || !belongsTo(row, claim.actor)) continue
    if (row.state !== 'stored' && row.state !== 'attached') continue
    answers.set(claimKey(claim), { sha256: row.sha256.toString('hex'), free: row.state === 'stored' })
  }
  return answers
}

function uploaderOf(actor: Actor): string {
  if (actor.kind === 'customer') return actor.customerId
  return actor.kind === 'staff' ? actor.staffId : actor.kind
}

function belongsTo(row: AttachmentRow, actor: Actor): boolean {
  if (actor.kind === 'customer') return row.customer_id === actor.customerId
  return actor.kind === 'staff' && row.staff_id === actor.staffId
}
