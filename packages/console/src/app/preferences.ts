import { useSyncExternalStore } from 'react'
import { browserStorage, readJson, type KeyValue } from './storage.ts'

/** What a person sets for this browser. Every signal can be switched off by itself. */
export type Preferences = {
  theme: 'system' | 'light' | 'dark'
  titleCount: boolean
  sound: boolean
  desktop: boolean
  /** Also for conversations that begin to wait in one of my queues, not only for mine. */
  queueAlerts: boolean
}

export const defaultPreferences: Preferences = { theme: 'system', titleCount: true, sound: true, desktop: false, queueAlerts: true }
const KEY = 'yingda.preferences'

export class PreferenceStore {
  readonly #storage: KeyValue
  readonly #listeners = new Set<() => void>()
  #current: Preferences

  constructor(storage: KeyValue) {
    this.#storage = storage
    this.#current = { ...defaultPreferences, ...readJson(storage, KEY, isRecord, {}) }
  }

  readonly current = (): Preferences => this.#current
  readonly listen = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  set(change: Partial<Preferences>): void {
    this.#current = { ...this.#current, ...change }
    this.#storage.set(KEY, JSON.stringify(this.#current))
    for (const listener of this.#listeners) listener()
  }
}

const isRecord = (value: unknown): value is Partial<Preferences> => typeof value === 'object' && value !== null

export const preferences = new PreferenceStore(browserStorage())
export const usePreferences = (): Preferences => useSyncExternalStore(preferences.listen, preferences.current)
