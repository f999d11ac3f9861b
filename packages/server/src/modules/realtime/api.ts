/**
 * Pushes what is recorded to whoever is looking: sockets, subscriptions, resume, back-pressure. An observer: switched
 * off, every journey still completes by HTTP. Owns no table; reads conversations through their api.
 */
export { startGateway, type Gateway } from './gateway.ts'
export type { GatewayOptions } from './gateway-options.ts'
