/** Sound and desktop notification. Neither ever carries a word of a message: a screen may be seen by others. */

let audio: AudioContext | null = null

/** Two soft tones, made here so that nothing is fetched. Silent until the person has touched the page once. */
export function playSignal(): void {
  if (!navigator.userActivation.hasBeenActive) return
  audio ??= new AudioContext()
  if (audio.state === 'suspended') void audio.resume()
  tone(audio, 660, 0)
  tone(audio, 880, 0.12)
}

function tone(context: AudioContext, frequency: number, afterSeconds: number): void {
  const start = context.currentTime + afterSeconds
  const oscillator = context.createOscillator()
  const gain = context.createGain()
  oscillator.frequency.value = frequency
  gain.gain.setValueAtTime(0.0001, start)
  gain.gain.exponentialRampToValueAtTime(0.12, start + 0.02)
  gain.gain.exponentialRampToValueAtTime(0.0001, start + 0.18)
  oscillator.connect(gain).connect(context.destination)
  oscillator.start(start)
  oscillator.stop(start + 0.2)
}

/** `body` is a conversation's short number, nothing else. */
export function showDesktopNotification(title: string, body: string, onClick: () => void): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return
  const notification = new Notification(title, { body, tag: 'yingda', icon: '/console/mark.svg' })
  notification.addEventListener('click', () => {
    window.focus()
    onClick()
    notification.close()
  })
}

/** True when the browser lets us; asks when it has not been asked. */
export async function mayNotify(): Promise<boolean> {
  if (!('Notification' in window)) return false
  return Notification.permission === 'granted' || (await Notification.requestPermission()) === 'granted'
}
