/** What this device can say about where a question comes from. Shown to agents; the page without its query, which may hold secrets. */
import type { DeviceContext } from '@yingda/protocol/entries/conversation.ts'
import type { Settings } from '../loader/settings.ts'

/** Chromium's additions that TypeScript's DOM library does not list. */
type Hints = {
  connection?: { effectiveType?: string; type?: string }
  userAgentData?: { platform?: string; brands?: readonly { brand: string; version: string }[] }
}

export function deviceContext(
  { device, appVersion }: Pick<Settings, 'device' | 'appVersion'>,
  navigator: Navigator & Hints,
  location: Location,
): DeviceContext {
  const networkType = navigator.connection?.type ?? navigator.connection?.effectiveType
  return {
    // Also for `data-device=""`, which names none.
    device: (device || deviceFrom(navigator.userAgent)).slice(0, 120),
    ...(appVersion === null ? {} : { appVersion: appVersion.slice(0, 40) }),
    ...(networkType === undefined ? {} : { networkType: networkType.slice(0, 20) }),
    language: navigator.language.slice(0, 20),
    page: `${location.origin}${location.pathname}`.slice(0, 300),
  }
}

/** "iPhone; CPU iPhone OS 19_1, Safari": system and browser, as far as the agent string says it. */
function deviceFrom(agent: string): string {
  const system = /\(([^)]*)\)/.exec(agent)?.[1] ?? ''
  const browser = /(MicroMessenger|Edg|OPR|Firefox|Chrome|Version)\/[\d.]+/.exec(agent)?.[0].replace('Version/', 'Safari/') ?? ''
  return [system, browser].filter((part) => part !== '').join(', ')
}
