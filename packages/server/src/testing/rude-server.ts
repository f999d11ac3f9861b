/** Something that takes a line on this machine and is no mail server to speak of. */
import { createServer, type AddressInfo, type Socket } from 'node:net'

export type RudeServer = { url: string /** How often somebody came. */; taken: number; stop(): Promise<void> }

/** @param breaksAt hangs up at the command that begins so; null = it never says a word */
export async function startRudeServer(breaksAt: string | null): Promise<RudeServer> {
  const lines = new Set<Socket>()
  const server = createServer((line) => {
    rude.taken += 1
    lines.add(line)
    line.on('error', () => undefined)
    if (breaksAt === null) return
    line.write('220 here\r\n')
    line.on('data', (said) => (said.toString().startsWith(breaksAt) ? line.destroy() : line.write('250 yes\r\n')))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', () => resolve()))
  const rude: RudeServer = {
    url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, // listens on TCP
    taken: 0,
    stop: () =>
      new Promise((resolve) => {
        for (const line of lines) line.destroy()
        server.close(() => resolve())
      }),
  }
  return rude
}
