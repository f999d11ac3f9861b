/** What can be opened under a thread's head. */
export type PanelName = 'assign' | 'transfer' | 'snooze' | 'resolve' | 'merge' | 'block' | 'care'
