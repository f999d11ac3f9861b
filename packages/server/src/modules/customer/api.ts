/**
 * People who ask: known by the wallet's signed word, or anonymous visitors known by a device secret. Owns who is who
 * and who is blocked; never what they asked.
 */
export { customerSignIn, isVisitors, type CustomerSignIn, type SignedIn } from './sign-in.ts'
export type { TokenSettings } from './token-settings.ts'
export { tokenVerifier, type VerifyToken } from './tokens.ts'
export { createVisitor, blockVisitor, joinVisitor, type Joined } from './commands.ts'
export { changeCare, hasCare, markAsked, takeOverCare, toBeAskedOf, type CareChange } from './care.ts'
export { accessCustomer, emailsOf, gone } from './queries.ts'
export { lockCustomer, type CustomerRecord } from './store.ts'
export { dropLapsedSockets, leaseSockets, socketsOf } from './visitor-sockets.ts'
