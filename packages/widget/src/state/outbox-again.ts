/** The outbox when something in it was refused or given up. Pure. */
import { change, type Outbox } from './outbox.ts'

/** The customer taps to send again. A UUID that the server says belongs to something else is replaced. */
export const sendAgain = (outbox: Outbox, clientId: string, freshId: string): Outbox =>
  change(outbox, clientId, (item) => ({
    ...item,
    clientId: item.refusal?.code === 'message.id_reused' ? freshId : item.clientId,
    status: 'waiting',
    tries: 0,
    refusal: null,
  }))

export const discard = (outbox: Outbox, clientId: string): Outbox => outbox.filter((item) => item.clientId !== clientId)
