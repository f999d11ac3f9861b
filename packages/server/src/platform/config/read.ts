import type { Faults } from './problems.ts'
import { type Setting, SETTINGS, type SettingName, type SettingValues } from './settings.ts'

export type Environment = Record<string, string | undefined>

/** Parse every variable by itself. An empty one counts as unset; a faulty one is left undefined beside its fault. */
export function readSettings(env: Environment, faults: Faults): SettingValues {
  const values = settingNames().map((name) => [name, readSetting(env, name, faults)])
  // The table's own types say what each schema yields; fromEntries forgets them. With faults nobody reads the values.
  return Object.fromEntries(values) as SettingValues
}

export const isSet = (env: Environment, name: SettingName): boolean => (env[name] ?? '').trim() !== ''

// Object.keys is typed for objects that may have grown further keys; this table has not.
export const settingNames = (): SettingName[] => Object.keys(SETTINGS) as SettingName[]

function readSetting(env: Environment, name: SettingName, faults: Faults): unknown {
  const { schema, standard }: Setting = SETTINGS[name]
  const text = isSet(env, name) ? env[name]?.trim() : standard
  if (text === null || text === undefined) return undefined
  const read = schema.safeParse(text)
  if (read.success) return read.data
  faults.add(name, read.error.issues[0]?.message ?? 'cannot be read')
  return undefined
}
