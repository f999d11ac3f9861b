/** A socket whose other end is the test. */
import type { ClientFrame, ServerFrame } from '@yingda/protocol/realtime.ts'

export class FakeSocket extends EventTarget {
  readonly sent: ClientFrame[] = []
  isClosed = false
  send(text: string) {
    this.sent.push(JSON.parse(text) as ClientFrame)
  }
  close() {
    this.isClosed = true
  }
  opens() {
    this.dispatchEvent(new Event('open'))
  }
  says(frame: ServerFrame) {
    this.dispatchEvent(Object.assign(new Event('message'), { data: JSON.stringify(frame) }))
  }
  /** Greets as the gateway does, so that the line is live. */
  greets(expiresAt = '2026-11-20T06:10:00.000Z') {
    this.opens()
    this.says({ t: 'hello', you: { kind: 'customer', id: 'c', name: null }, expiresAt })
  }
  breaks(code = 1006) {
    this.dispatchEvent(Object.assign(new Event('close'), { code }))
  }
  kinds(): string[] {
    return this.sent.map((frame) => (frame.t === 'subscribe' ? `subscribe ${frame.stream} ${frame.after}` : frame.t))
  }
}
