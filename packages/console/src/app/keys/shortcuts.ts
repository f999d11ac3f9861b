export const SHORTCUTS = [
  { id: 'next', keys: ['j'], group: 'list' },
  { id: 'previous', keys: ['k'], group: 'list' },
  { id: 'open', keys: ['Enter'], group: 'list' },
  { id: 'open_next', keys: ['J'], group: 'list' },
  { id: 'open_previous', keys: ['K'], group: 'list' },
  { id: 'go_desk', keys: ['1'], group: 'list' },
  { id: 'go_waiting', keys: ['2'], group: 'list' },
  { id: 'go_mentions', keys: ['3'], group: 'list' },
  { id: 'go_snoozed', keys: ['4'], group: 'list' },
  { id: 'go_all', keys: ['5'], group: 'list' },
  { id: 'take', keys: ['a'], group: 'conversation' },
  { id: 'reply', keys: ['r'], group: 'conversation' },
  { id: 'note', keys: ['n'], group: 'conversation' },
  { id: 'resolve', keys: ['e'], group: 'conversation' },
  { id: 'snooze', keys: ['s'], group: 'conversation' },
  { id: 'transfer', keys: ['t'], group: 'conversation' },
  { id: 'await_customer', keys: ['w'], group: 'conversation' },
  { id: 'reopen', keys: ['o'], group: 'conversation' },
  { id: 'customer', keys: ['c'], group: 'conversation' },
  { id: 'accept_offer', keys: ['y'], group: 'everywhere' },
  { id: 'decline_offer', keys: ['x'], group: 'everywhere' },
  { id: 'search', keys: ['/'], group: 'everywhere' },
  { id: 'commands', keys: ['Ctrl', 'K'], group: 'everywhere' },
  { id: 'keys', keys: ['?'], group: 'everywhere' },
  { id: 'back', keys: ['Esc'], group: 'everywhere' },
] as const

export type Shortcut = (typeof SHORTCUTS)[number]
export type ShortcutId = Shortcut['id']
export type ShortcutGroup = Shortcut['group']

/** The part of a KeyboardEvent that decides. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing'>

const BY_KEY = new Map<string, ShortcutId>(
  SHORTCUTS.flatMap(({ id, keys }) => (keys.length === 1 && keys[0] !== 'Enter' && keys[0] !== 'Esc' ? [[keys[0], id] as const] : [])),
)
const FULL_WIDTH: Readonly<Record<string, string>> = { '／': '/', '、': '/', '？': '?' }

/**
 * Which shortcut a key press means. While somebody types only Ctrl-K (or Command-K) counts, Escape being the field's
 * own. A Chinese input method that is switched on reports `Process` for every key: the key's place then decides.
 * Enter is left to the focused row, which is a link.
 */
export function matchShortcut(press: KeyPress, typing: boolean): ShortcutId | null {
  if (press.isComposing && typing) return null
  const key = keyOf(press)
  if ((press.ctrlKey || press.metaKey) && !press.altKey && !press.shiftKey && key.toLowerCase() === 'k') return 'commands'
  if (typing || press.ctrlKey || press.metaKey || press.altKey) return null
  return key === 'Escape' ? 'back' : (BY_KEY.get(FULL_WIDTH[key] ?? key) ?? null)
}

function keyOf({ key, code, shiftKey }: KeyPress): string {
  if (key !== 'Process' && key !== 'Unidentified') return key
  if (code === 'Slash') return shiftKey ? '?' : '/'
  const letter = /^(?:Key|Digit)([A-Z0-9])$/.exec(code)?.[1]
  if (!letter) return key
  return shiftKey ? letter : letter.toLowerCase()
}
