import type { IncidentStreamEntry } from '@yingda/protocol/entries/incident.ts'
import type { ClientId, IncidentId } from '@yingda/protocol/ids.ts'
import type { CommandContext } from '../../platform/command.ts'
import { record } from '../../platform/record.ts'
import { publishSoon } from './status/publish-soon.ts'

type Sent = { sender: string; clientId: ClientId } | null

/** Write to the incident's own stream, and have the public's copy written anew once this is on disk. */
export async function recordIncident(ctx: CommandContext, id: IncidentId, entry: IncidentStreamEntry, sent: Sent): Promise<number> {
  const recorded = await record(ctx, [{ stream: { id, kind: 'incident', customerId: null }, entries: [{ ...entry, forCustomer: false, sent }] }])
  await publishSoon(ctx)
  return recorded.get(id)?.lastSeq ?? 0
}
