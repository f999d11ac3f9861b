import type { Component } from '@yingda/domain/incident/component-state.ts'
import type { ComponentKey } from '@yingda/protocol/entries/incident.ts'
import { STATUS_WORDS } from '@yingda/i18n/status.ts'
import { Refused } from '../../platform/refused.ts'

/** What exists here: not every desk looks into a wallet or writes mails, and each wallet has functions of its own. */
export type Components = readonly Component[]

export type Here = { hasWallet: boolean; hasEmail: boolean; functions: readonly Component[] }

export function componentsHere({ hasWallet, hasEmail, functions }: Here): Components {
  const own = ['chat' as const, ...(hasEmail ? (['email'] as const) : []), 'bot' as const, ...(hasWallet ? (['wallet'] as const) : [])]
  return [...own.map((key) => ({ key, name: { 'zh-CN': STATUS_WORDS['zh-CN'].component[key], en: STATUS_WORDS.en.component[key] } })), ...functions]
}

/** @throws Refused `incident.component_unknown` */
export function checkComponents(here: Components, keys: readonly ComponentKey[]): void {
  const unknown = keys.find((key) => here.every((one) => one.key !== key))
  if (unknown !== undefined) throw new Refused('incident.component_unknown', { key: unknown })
}
