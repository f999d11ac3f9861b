import type { WidgetWords } from './zh-CN.ts'

const plural = (count: number, one: string, other: string): string => `${count} ${count === 1 ? one : other}`

export const en: WidgetWords = {
  launcherOpen: 'Contact support',
  launcherUnread: (count) => `Contact support, ${plural(count, 'new message', 'new messages')}`,
  panel: (brand) => `${brand} support`,
  service: 'Support',
  close: 'Close',
  back: 'Back',
  partsFailed: 'Some of this didn’t load. Tap to try again',
  serviceOf: (brand) => `${brand} support`,
  official: 'Official service',
  never: 'We never ask for passwords, codes or full card numbers',

  greetMorning: 'Good morning',
  greetAfternoon: 'Good afternoon',
  greetEvening: 'Good evening',
  greet: (name, greeting) => `${greeting}, ${name}`,
  homeHint: 'See if it can be solved right away, ',
  homePerson: 'or talk to a person',
  homePersonAway: 'or leave us a message',
  questionTypes: 'What is it about?',
  typePayment: 'Failed or wrong payment',
  typeTransfer: 'Transfer or withdrawal',
  typeRefund: 'Refunds and money on hold',
  typeAccess: 'Sign-in, password, identity',
  typeSecurity: 'Fraud or unknown payment',
  typeOther: 'Something else',

  person: 'Get a person',

  botRole: 'Bot',
  botName: (bot) => `${bot}, a bot`,
  you: 'You',
  agentRole: 'Support colleague',
  agentOnline: 'Support colleague, online',
  colleague: 'a colleague',
  waitingTitle: 'Waiting for a colleague',
  waitingRole: 'You keep your place',
  endedRole: 'Ended',
  conversation: 'Conversation',
  welcome: (bot) => `I’m ${bot}, a bot. Tell me what happened and I’ll look into it. You can talk to a person at any time.`,

  composer: 'Tell us what happened',
  composerAgent: (name) => `Write to ${name}`,
  composerWaiting: 'Add anything that helps',
  composerAway: 'Leave a message',
  composerOffline: 'You can write while offline',
  composerEnded: 'Anything else? Write here',
  send: 'Send',

  waiting: (count) => plural(count, 'message waiting', 'messages waiting'),
  sending: 'Sending',
  sent: 'Sent',
  delivered: 'Delivered',
  read: 'Read',
}
