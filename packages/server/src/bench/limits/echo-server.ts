/** The bound of any server behind a socket: says back what it hears. */
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'

const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false })
server.on('connection', (socket) => socket.on('message', (data) => socket.send(data, { binary: false })))
server.on('listening', () => process.send?.({ port: (server.address() as AddressInfo).port })) // listens on TCP
process.on('disconnect', () => process.exit(0))
