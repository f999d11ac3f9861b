/** The gateway, as `createApp` joins it to who may come in and to what is measured. */
import type { IdentityDeps } from '../modules/identity/api.ts'
import type { VisitorLimits } from '../modules/intake/api.ts'
import { startGateway, type Gateway, type GatewayOptions } from '../modules/realtime/api.ts'
import { addressReader, type HostReader, type TrustProxy } from '../platform/http/address.ts'
import type { KnownNames } from '../platform/http/cross-origin.ts'
import type { Metrics } from '../platform/telemetry.ts'
import { staffSockets } from './access-ports.ts'

type Given = Pick<GatewayOptions, 'server' | 'runner' | 'hot' | 'bus' | 'log' | 'nodeId' | 'intake' | 'admission' | 'customerSignIn'>
type Deps = Given & { identity: IdentityDeps; names: KnownNames; hostOf: HostReader; trustProxy: TrustProxy; limits: VisitorLimits; metrics: Metrics }

export function startSockets({ identity, names, hostOf, trustProxy, limits, metrics, ...given }: Deps): Gateway {
  return startGateway({
    ...given,
    ...staffSockets(identity),
    mayConnect: (side, request) => names.isHost(side, hostOf(request)) && names.isOrigin(side, request.headers.origin ?? null),
    addressOf: addressReader(trustProxy),
    socketsPerVisitor: limits.sockets,
    socketsPerAddress: limits.sockets * limits.addressFactor,
    countSockets: (side, count) => metrics.sockets.set({ side }, count),
  })
}
