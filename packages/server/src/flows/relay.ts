/** A way to the database that can be cut and mended: to a server behind it the database is gone, and to nobody else. */
import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { after } from 'node:test'

export type Relay = { url: string; cut(): void; mend(): void }

/** @param url of the database; ended with the test file */
export async function relayTo(url: string): Promise<Relay> {
  const { hostname, port } = new URL(url)
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer((near) => {
    if (isCut) return void near.destroy()
    const far = connect(Number(port) || 5432, hostname)
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one)
      one.on('error', () => other.destroy())
      one.on('close', () => {
        sockets.delete(one)
        other.destroy()
      })
      one.pipe(other)
    }
  })
  const cut = (): void => {
    isCut = true
    for (const socket of sockets) socket.destroy()
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => {
    cut()
    server.close()
  })
  const behind = new URL(url)
  behind.hostname = '127.0.0.1'
  behind.port = String((server.address() as AddressInfo).port) // listens on TCP
  return { url: behind.href, cut, mend: () => void (isCut = false) }
}
