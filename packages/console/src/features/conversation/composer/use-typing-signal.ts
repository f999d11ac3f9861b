import { useEffect, useMemo } from 'react'
import { useSync } from '../../../app/sync/use-sync.ts'
import { TypingSignal } from './typing-signal.ts'

/** The typing signal of one conversation, stopped when one leaves it. */
export function useTypingSignal(conversationId: string): TypingSignal {
  const { socket } = useSync()
  const signal = useMemo(() => new TypingSignal((on) => socket.typing(conversationId, on)), [socket, conversationId])
  useEffect(() => () => signal.stopped(), [signal])
  return signal
}
