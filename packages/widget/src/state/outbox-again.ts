/** The outbox when something in it was refused or given up. Pure. */
import { change, startAgain, withoutUnseen, type Outbox } from './outbox.ts'

/** The customer taps to send again; what could not begin begins again as a whole. A UUID that the server says belongs to something else is replaced. */
export const sendAgain = (outbox: Outbox, clientId: string, freshId: string): Outbox => {
  const item = outbox.find((each) => each.clientId === clientId)
  if (item === undefined) return outbox
  const next = change(outbox, clientId, () => ({
    ...item,
    clientId: item.refusal?.code === 'message.id_reused' ? freshId : clientId,
    status: 'waiting',
    tries: 0,
    refusal: null,
  }))
  return startAgain(next, item.thread)
}

/** A start that others wait behind gives up its own words alone. */
export const discard = (outbox: Outbox, clientId: string): Outbox =>
  withoutUnseen(
    outbox.flatMap((item) => (item.clientId !== clientId ? [item] : item.act.type === 'start' ? [{ ...item, act: { ...item.act, message: null } }] : [])),
  )
