import { useParams, useSearch } from '@tanstack/react-router'
import { Conversation } from './Conversation.tsx'

export function ConversationPage() {
  const { conversationId } = useParams({ from: '/inbox/$list/$conversationId' })
  const { at } = useSearch({ from: '/inbox/$list/$conversationId' })
  return <Conversation key={conversationId} id={conversationId} target={at ?? null} />
}
