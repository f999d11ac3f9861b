/** Who answers in a thread now. What else its entries amount to is told, later, by `thread-story.ts`. */
import type { CustomerConversationState } from '@yingda/protocol/http/customer.ts'
import type { Thread } from './thread.ts'

export type ThreadFacts = { readonly mode: CustomerConversationState; readonly agentName: string | null }

/** Fold the entries; where they leave it open (who answers after a reopening), the server's summary decides. */
export function threadFacts({ entries, summary }: Thread): ThreadFacts {
  let facts: ThreadFacts = { mode: 'bot', agentName: null }
  let changedAtSeq = 0
  for (const { seq, view } of entries) {
    const next = step(facts, view)
    if (next.mode !== facts.mode || view.kind === 'reopened') changedAtSeq = seq
    facts = next
  }
  if (summary === null || summary.lastSeq < changedAtSeq) return facts
  return { mode: summary.state, agentName: summary.agentName ?? facts.agentName }
}

function step(facts: ThreadFacts, view: Thread['entries'][number]['view']): ThreadFacts {
  const { agentName } = facts
  switch (view.kind) {
    case 'queued':
      return { mode: 'waiting', agentName: null }
    case 'returned_to_bot':
      return { mode: 'bot', agentName: null }
    case 'joined_by':
    case 'passed_on':
      return { mode: view.name === null ? 'waiting' : 'with_agent', agentName: view.name }
    case 'called_back':
      return view.reached || view.from === null ? facts : { mode: 'waiting', agentName: null }
    case 'resolved':
      return { mode: 'ended', agentName }
    case 'reopened':
      return { mode: agentName === null ? 'bot' : 'with_agent', agentName }
    case 'closed':
      return { mode: 'closed', agentName }
    default:
      return facts
  }
}
