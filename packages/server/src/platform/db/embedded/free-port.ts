import { createServer } from 'node:net'

/** A loopback port that nobody listens on at this moment. */
export const freePort = (): Promise<number> => tryListen(0)

export const isPortFree = (port: number): Promise<boolean> =>
  tryListen(port).then(
    () => true,
    () => false,
  )

function tryListen(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : port))
    })
  })
}
