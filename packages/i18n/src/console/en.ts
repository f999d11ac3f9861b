/** The console in English: plain words, the same order of facts. */
import { conversation } from './en-conversation.ts'
import { people } from './en-people.ts'
import { wallet } from './en-wallet.ts'
import type { CatalogueShape } from './shape.ts'
import type { ConsoleMessages } from './zh-CN.ts'

export const en: CatalogueShape<ConsoleMessages> = {
  common: {
    retry: 'Try again', close: 'Close', cancel: 'Cancel', save: 'Save', back: 'Back', dismiss: 'Dismiss', loading: 'Loading',
    comma: ', ', listComma: ', ',
    unreachable: 'The server can’t be reached right now, so this may not have been done. Check your network and try again.',
    unexpected: 'Something unexpected went wrong, so this may not have been done. Reload the page and try again.',
  },
  time: { minutes_one: '{{count}} min', minutes_other: '{{count}} min', hours_one: '{{count}} h', hours_other: '{{count}} h', days_one: '{{count}} d', days_other: '{{count}} d', yesterday: 'Yesterday', tomorrow: 'Tomorrow', todayDay: 'Today, {{day}}', yesterdayDay: 'Yesterday, {{day}}' },
  language: { 'zh-CN': 'Chinese', en: 'English' },
  shell: {
    product: 'Yingda', title: 'Yingda console', titleWithCount: '({{total}}) Yingda console', home: 'Yingda, back to my conversations', skip: 'Skip to content', views: 'Views', mine: 'Mine', queues: 'Queues', savedViews: 'Saved views',
    searchOrRun: 'Search or run', notConnected: 'Connection lost, reconnecting; what you see may not be current.', waitingToSend_one: '{{count}} message waits to be sent.', waitingToSend_other: '{{count}} messages wait to be sent.', connectNow: 'Reconnect now',
    notFound: 'No such page', notFoundNext: 'The address may have changed. Go on from your conversations.',
  },
  me: {
    menu: '{{name}}, your menu', available: 'Online', away: 'Away', load: ', {{open}} of {{capacity}}', goAway: 'Stop taking conversations', goAvailable: 'Start taking conversations',
    otherLanguage: '中文', theme: 'Appearance: {{theme}}', apiDocs: 'API documents', signOut: 'Sign out',
  },
  commands: { title: 'Search or run', searchFor: 'Search for “{{text}}”' },
  keys: {
    title: 'All keys',
    group: { list: 'List', conversation: 'Conversation', everywhere: 'Everywhere', composer: 'Composer' },
    next: 'Next', previous: 'Previous', open: 'Open', open_next: 'Open the next', open_previous: 'Open the previous',
    go_desk: 'My conversations', go_waiting: 'Waiting', go_mentions: 'Mentions', go_snoozed: 'Snoozed', go_all: 'All conversations',
    take: 'Assign to me', reply: 'Reply', note: 'Write an internal note', resolve: 'Resolve', snooze: 'Snooze', transfer: 'Transfer', await_customer: 'Wait for the customer', reopen: 'Reopen', customer: 'Customer and wallet',
    search: 'Search', commands: 'Search or run', keys: 'All keys', back: 'Close',
    composer: { send: 'Send', newLine: 'New line', sendAndWait: 'Send and wait for the customer', canned: 'Canned replies', article: 'Articles', mention: 'Mention a colleague', leave: 'Leave the composer' },
  },
  signals: {
    title: 'Alerts', titleCount: 'Show in the window title how many wait for me', sound: 'Sound', desktop: 'Desktop notifications', desktopHint: 'They hold the conversation’s number, never its words.', queueAlerts: 'Also for new conversations in my queues',
    notAllowed: 'The browser doesn’t allow notifications. Switch them on in its site settings.', customer_wrote: 'A customer is waiting for your reply', new_in_queue: 'A new conversation is waiting', given_to_me: 'A conversation was given to you',
  },
  search: {
    title: 'Search', placeholder: 'Customer, number, words', start: 'Search customers, conversations and messages', startNext: 'Type at least two characters, such as the end of an order number.', nothing: 'Nothing found for “{{text}}”',
    nothingNext: 'Try another word. Conversations you may not see don’t appear.', customers: 'Customers', conversations: 'Conversations', open_one: '{{count}} open', open_other: '{{count}} open',
  },
  settings: {
    title: 'Settings', display: 'Display', language: 'Language', themeLabel: 'Appearance', security: 'Sign-in security',
    theme: { system: 'Follow the system', light: 'Light', dark: 'Dark' },
  },
  ...conversation,
  ...wallet,
  ...people,
}
