import { WebSocket } from 'ws'
import type { Heard, Talker } from './talker.ts'

/** At the bare echo: what comes back counts as acknowledged and delivered. */
export function talkToEcho(url: string, heard: Heard): Promise<Talker> {
  const socket = new WebSocket(url, { perMessageDeflate: false })
  return new Promise((resolve, reject) => {
    socket.on('error', reject)
    socket.on('message', (data) => {
      const { id } = JSON.parse(String(data)) as { id: string } // our own words
      heard.acknowledged(id)
      heard.delivered(id)
    })
    socket.on('open', () => resolve({ say: (id, body) => socket.send(JSON.stringify({ id, body })), close: () => socket.terminate() }))
  })
}
