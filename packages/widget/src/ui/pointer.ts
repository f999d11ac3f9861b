/** A mouse or pen, and so most likely a real keyboard: Enter sends, and focus may jump without raising a screen keyboard. */
export const usesMouse = (): boolean => matchMedia('(hover: hover) and (pointer: fine)').matches
