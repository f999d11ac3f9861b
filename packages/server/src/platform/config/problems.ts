import { SETTINGS, type SettingName } from './settings.ts'

export type ConfigFault = { name: SettingName; reason: string; example: string }

/** Every fault of the configuration; the message is a line for each, ready to print. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly faults: readonly ConfigFault[]

  constructor(faults: readonly ConfigFault[]) {
    super(faults.map(({ name, reason, example }) => `${name} ${reason}. Example: ${name}=${example}`).join('\n'))
    this.faults = faults
  }
}

/** Collects faults, so that a person mends them all in one go. */
export type Faults = { list: ConfigFault[]; add(name: SettingName, reason: string, example?: string): void }

export function noFaults(): Faults {
  const list: ConfigFault[] = []
  return { list, add: (name, reason, example = SETTINGS[name].example) => void list.push({ name, reason, example }) }
}
