/**
 * How answers reach customers: the web where they asked, then mail. Owns what is on its way (`delivery`); reacts to
 * messages; never decides what is said. Later channels are one more file with the same two halves, receive and send.
 */
export type { Channel, ChannelName } from './channel.ts'
export { webChannel } from './web/web-channel.ts'
export { mailChannel } from './email/mail-channel.ts'
export { deliveryReaction, joinedReaction } from './reaction.ts'
export { startDelivering } from './look.ts'
export { addressJobs } from './forget-address.ts'
export { mailJobs } from './send-mail.ts'
export { deliveryRoutes } from './routes.ts'
export { countUndelivered } from './store.ts'
export { isMailHeldUp } from './held-up.ts'
