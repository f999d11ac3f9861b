/** Written by `npm run sdk:generate` from the server’s own OpenAPI description. Do not edit. */

export interface Operations {
  'GET /articles': {
    reply: {
      articles: ArticleHit[]
    }
    query: {
      q?: string
      language?: 'zh-CN' | 'en'
      limit?: number
    }
  }
  'GET /articles/{slug}': {
    reply: Article
    path: {
      slug: string
    }
    query: {
      language?: 'zh-CN' | 'en'
    }
  }
  'GET /attachments/{attachmentId}/link': {
    reply: {
      url: string
      expiresAt: string
    }
    path: {
      attachmentId: string
    }
    query: {
      variant?: 'original' | 'thumbnail'
    }
  }
  'GET /conversations': {
    reply: {
      conversations: Conversation[]
    }
  }
  'GET /conversations/{conversationId}': {
    reply: Conversation
    path: {
      conversationId: string
    }
  }
  'GET /conversations/{conversationId}/call-back-times': {
    reply: {
      slots: {
        from: string
        until: string
        load: ('quiet' | 'usual' | 'busy') | null
      }[]
      best: {
        from: string
        until: string
        load: ('quiet' | 'usual' | 'busy') | null
      }[]
      mail: {
        known: string | null
      } | null
    }
    path: {
      conversationId: string
    }
  }
  'GET /conversations/{conversationId}/entries': {
    reply: {
      entries: Entry[]
      lastSeq: number
    }
    path: {
      conversationId: string
    }
    query: {
      after?: number
      limit?: number
      waitMs?: number
    }
  }
  'GET /conversations/{conversationId}/state': {
    reply: {
      customer: {
        delivered: number
        read: number
        typing: boolean
        online: boolean
      }
      agents: {
        delivered: number
        read: number
        typing: boolean
        online: boolean
      }
      colleagues: {
        id: string
        name: string
        typing: boolean
      }[]
      ahead: number | null
      closed: {
        opensAt: string | null
      } | null
      wait:
        | (
            | {
                fromSeconds: number
                toSeconds: number
              }
            | 'cannot_say'
          )
        | null
      answerBy: string | null
    }
    path: {
      conversationId: string
    }
  }
  'GET /conversations/{conversationId}/transcript': {
    reply: unknown
    path: {
      conversationId: string
    }
  }
  'GET /home': {
    reply: Home
  }
  'GET /transactions': {
    reply: {
      transactions: Transaction[]
      nextCursor: string | null
    }
    query: {
      cursor?: string
    }
  }
  'POST /attachments': {
    reply: {
      attachment: Attachment
    }
  }
  'POST /conversations': {
    reply: {
      conversation: Conversation
      existing: boolean
    }
    body: {
      clientId: string
      questionType: 'payment' | 'transfer' | 'refund' | 'access' | 'security' | 'other'
      language: 'zh-CN' | 'en'
      context: {
        device?: string
        appVersion?: string
        networkType?: string
        language?: string
        page?: string
      }
      transactionId: string | null
      message: {
        clientId: string
        text: string
        attachmentIds: string[]
      } | null
    }
  }
  'POST /conversations/{conversationId}/answer-rating': {
    reply: {
      seq: number
    }
    path: {
      conversationId: string
    }
    body: {
      seq: number
      helped: boolean
    }
  }
  'POST /conversations/{conversationId}/back-to-bot': {
    reply: {
      seq: number
    }
    path: {
      conversationId: string
    }
    body: {} | null
  }
  'POST /conversations/{conversationId}/call-back/cancel': {
    reply: {
      seq: number
    }
    path: {
      conversationId: string
    }
    body: {} | null
  }
  'POST /conversations/{conversationId}/end': {
    reply: {
      seq: number
    }
    path: {
      conversationId: string
    }
    body: {} | null
  }
  'POST /conversations/{conversationId}/marks': {
    reply: {}
    path: {
      conversationId: string
    }
    body: {
      delivered: number
      read: number
    }
  }
  'POST /conversations/{conversationId}/messages': {
    reply: {
      seq: number
      at: string
      conversationId: string
    }
    path: {
      conversationId: string
    }
    body: {
      clientId: string
      text: string
      attachmentIds: string[]
    }
  }
  'POST /conversations/{conversationId}/person': {
    reply: {
      seq: number
    }
    path: {
      conversationId: string
    }
    body: {} | null
  }
  'POST /conversations/{conversationId}/transaction': {
    reply: {
      seq: number
    }
    path: {
      conversationId: string
    }
    body: {
      transactionId: string
    }
  }
  'POST /conversations/{conversationId}/typing': {
    reply: {}
    path: {
      conversationId: string
    }
    body: {
      on: boolean
    }
  }
  'POST /join': {
    reply: {
      conversations: number
    }
    body: {
      deviceSecret: string
    }
  }
  'POST /visitors': {
    reply: {
      deviceSecret: string
    }
    body: {} | null
  }
  'PUT /conversations/{conversationId}/call-back': {
    reply: {
      seq: number
    }
    path: {
      conversationId: string
    }
    body: {
      channel: 'chat' | 'mail' | 'phone'
      number: string | null
      email?: string | null
      from: string | null
    }
  }
  'PUT /conversations/{conversationId}/rating': {
    reply: {
      seq: number
    }
    path: {
      conversationId: string
    }
    body: {
      score: number
      words: string
    }
  }
}
export interface ArticleHit {
  slug: string
  title: string
  passage: string
  updatedOn: string
}
export interface Article {
  slug: string
  language: 'zh-CN' | 'en'
  title: string
  html: string
  updatedOn: string
  source: string
  related: {
    slug: string
    title: string
  }[]
}
export interface Conversation {
  id: string
  reference: string
  questionType: 'payment' | 'transfer' | 'refund' | 'access' | 'security' | 'other'
  title: string | null
  state: 'bot' | 'waiting' | 'with_agent' | 'ended' | 'closed'
  agentName: string | null
  lastText: string | null
  lastAt: string
  lastSeq: number
  readSeq: number
  unread: number
  rating: {
    score: number
    changeableUntil: string
  } | null
  reopenableUntil: string | null
}
export interface Entry {
  conversationId: string
  seq: number
  at: string
  view:
    | {
        kind: 'opened'
        questionType: 'payment' | 'transfer' | 'refund' | 'access' | 'security' | 'other'
        previousConversationId: string | null
      }
    | {
        kind: 'continued'
        nextConversationId: string
      }
    | {
        kind: 'transaction'
        transaction: Transaction
      }
    | {
        kind: 'message'
        from: 'customer' | 'bot' | 'agent'
        name: string | null
        clientId: string | null
        content: {
          text: string
          attachments: Attachment[]
          redacted: boolean
          hidden?: {
            at: number
            length: number
            kind: 'code' | 'card' | 'password' | 'cvv' | 'key'
          }[]
        }
        source: {
          articleSlug: string
          title: string
          updatedOn: string
        } | null
        suggestions: {
          articleSlug: string
          title: string
          updatedOn: string
        }[]
        quickReplies: ('helped' | 'not_helped' | 'talk_to_person' | 'keep_waiting')[]
      }
    | {
        kind: 'answer_rated'
        helped: boolean
      }
    | {
        kind: 'queued'
      }
    | {
        kind: 'returned_to_bot'
      }
    | {
        kind: 'call_back'
        channel: 'chat' | 'mail' | 'phone'
        from: string | null
        until: string | null
        number: string | null
        address?: string
        moved?: true
      }
    | {
        kind: 'call_back_cancelled'
      }
    | {
        kind: 'called_back'
        reached: boolean
        from: string | null
        until: string | null
        agreed?: true
      }
    | {
        kind: 'joined_by'
        name: string
      }
    | {
        kind: 'passed_on'
        name: string | null
      }
    | {
        kind: 'resolved'
        by: 'customer' | 'agent' | 'system'
        name: string | null
      }
    | {
        kind: 'reopened'
      }
    | {
        kind: 'closed'
      }
    | {
        kind: 'rated'
        score: number
        words: string
      }
    | {
        kind: 'redacted'
        seq: number
      }
    | {
        kind: 'signed_in'
      }
}
export interface Transaction {
  id: string
  orderNo: string
  type:
    'pay' | 'transfer_in' | 'transfer_out' | 'top_up' | 'withdraw' | 'bill_pay' | 'merchant_pay' | 'remittance' | 'refund' | 'reversal' | 'adjustment' | 'fee'
  counterparty: string
  method: string
  amount: {
    amountMinor: number
    currency: string
  }
  status:
    | 'created'
    | 'pending_user'
    | 'authorised'
    | 'processing'
    | 'unknown'
    | 'completed'
    | 'failed'
    | 'cancelled'
    | 'held'
    | 'returned'
    | 'reversed'
    | 'part_refunded'
    | 'refunded'
    | 'disputed'
  moneyPlace: 'not_charged' | 'with_customer' | 'on_hold' | 'with_payee' | 'returning' | 'returned' | 'unknown'
  createdAt: string
  asOf: string
}
export interface Attachment {
  id: string
  name: string
  mediaType: string
  sizeBytes: number
  width: number | null
  height: number | null
  hasThumbnail: boolean
}
export interface Home {
  brand: string
  botName: string
  name: string | null
  signedIn: boolean
  questionTypes: ('payment' | 'transfer' | 'refund' | 'access' | 'security' | 'other')[]
  conversations: Conversation[]
  agentsOnDuty: boolean
  opensAt: string | null
  timeZone: string
  notice: {
    title: string
    more: number
  } | null
  statusPage: string
}
