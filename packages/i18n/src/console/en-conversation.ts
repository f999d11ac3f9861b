import type { CatalogueShape } from './shape.ts'
import type { conversation as chinese } from './zh-CN-conversation.ts'

export const conversation: CatalogueShape<typeof chinese> = {
  question: { payment: 'Payment', transfer: 'Transfer or withdrawal', refund: 'Refund', access: 'Sign-in and account', security: 'Security', other: 'Something else' },
  outcome: { answered: 'Answered', fixed: 'Fixed', money_returned: 'Money returned', passed_on: 'Passed on', not_solved: 'Not solved', spam: 'Spam', ended_by_customer: 'Ended by the customer' },
  handover: { asked: 'Asked for a person', bot_unsure: 'The assistant wasn’t sure', two_misses: 'The assistant missed twice', topic_needs_person: 'This kind of question goes to people', negative_feedback: 'The answer didn’t help' },
  status: {
    bot: 'With the assistant', waiting: 'In line', assigned: 'Assigned', waitingForReply: 'Waiting for your reply', answered: 'Answered', snoozed: 'Snoozed', snoozedUntil: 'Snoozed until {{until}}', awaiting_customer: 'Waiting for the customer',
    resolved: 'Resolved', closed: 'Closed', outcome: ', {{outcome}}', rating: ', rated {{score}}',
  },
  list: {
    label: 'Conversations', desk: 'My conversations', waiting: 'Waiting', mentions: 'Mentions', snoozed: 'Snoozed', all: 'All', queue: 'Queue', savedView: 'Saved view',
    column: { customer: 'Customer', about: 'About', amount: 'At risk', waited: 'Waited' },
    order: { longest_wait: 'Longest wait', newest_change: 'Latest change' }, orderIs: 'Order: {{order}}; press for the other',
    group: { for_me: 'Waiting for me', for_customer: 'Waiting for customer', snoozed: 'Snoozed', to_take: 'Up for grabs', with_colleague: 'With colleagues', bot: 'With the assistant', ended: 'Ended' },
    hint: { move: 'move', open: 'open', take: 'assign to me', keys: 'all keys' },
    nobody: 'Nobody', restricted: 'Restricted', draft: 'Has an unsent draft', withBot: 'With the assistant', snoozedUntil: 'Snoozed until', waitingFor: 'Waiting for', more: 'Show more',
    empty: {
      desk: 'Your desk is clear', deskNext: 'Take one from Waiting, or wait for the next to be given to you.', deskAway: 'You’re away. Start taking conversations at the bottom left and they’ll come to you.',
      waiting: 'Nobody is in line', waitingNext: 'New conversations appear here by themselves.', mentions: 'Nobody has mentioned you', mentionsNext: 'When a colleague writes @ and your name in a note, the conversation appears here.',
      snoozed: 'Nothing is snoozed', snoozedNext: 'Open a conversation and press S to put it off until a time.', all: 'No conversations yet', allNext: 'They appear here when the first customer writes.',
      team: 'Nobody waits in this queue', teamNext: 'New conversations appear here by themselves.', saved: 'Nothing fits this view', savedNext: 'You can change its conditions in the filter.',
      filtered: 'Nothing fits the filter', filteredNext: 'Widen it or clear it.',
    },
  },
  filter: {
    title: 'Filter', any: 'Any', asList: 'As the list has it', status: 'State', statuses: { open: 'Open', resolved: 'Resolved', closed: 'Closed', any: 'All' },
    questionType: 'Question', assignee: 'Held by', language: 'Customer’s language', clear: 'Clear filter',
  },
  views: { name: 'Name of the view', save: 'Save as view', update: 'Update view', delete: 'Delete view', saved: 'View saved', deleted: 'View deleted' },
  thread: {
    column: 'Conversation', label: 'Messages and events', noneOpen: 'Choose a conversation', noneOpenNext: 'J and K move, Enter opens, ? shows all keys.', bot: 'assistant', note: 'Internal note', noteHead: 'Internal note, not visible to the customer', redacted: 'Content redacted',
    source: 'From the article “{{title}}”, updated {{date}}', openFile: 'Open {{name}}, {{size}}', mark: { waiting: 'Waiting to be sent', sent: 'Sent', delivered: 'Delivered', read: 'Read' },
    takeBack: 'Back to the composer', sendAgain: 'Send again', older: 'Earlier messages', newBelow_one: '{{count}} new message', newBelow_other: '{{count}} new messages', customerTyping: '{{name}} is typing', customerOnline: 'Customer online',
    colleagueTyping: '{{name}} is writing', colleagueHere: '{{name}} is here too', heldBy: 'Held by {{name}}', ahead_one: '{{count}} person ahead', ahead_other: '{{count}} people ahead',
  },
  event: {
    theCustomer: 'The customer', theSystem: 'The system', aTeam: 'another team', show: 'Show', opened: 'Asked about: {{question}}', openedFrom: 'Came from “{{page}}”', withDevice: '{{where}}, {{from}}', linked: 'The customer opened a related conversation',
    transaction: '{{type}} of {{amount}}, {{status}}, {{counterparty}}', helped: 'The customer said it helped', notHelped: 'The customer said it didn’t help', queued: '{{reason}}, in line for {{team}}', taken: '{{name}} joined', given: '{{by}} assigned it to {{name}}', routed: 'Given to {{name}}',
    transferred: '{{name}} transferred it to {{to}}', snoozed: '{{name}} snoozed it until {{until}}', woken: { time: 'The snooze ended', customer: 'The customer wrote, so the snooze ended', agent: '{{name}} ended the snooze' }, awaiting: '{{name}} waits for the customer',
    resolved: '{{name}} resolved it: {{outcome}}', reopened: { customer: 'The customer wrote, so it was reopened', agent: '{{name}} reopened it' }, closed: { time: 'Closed: the time for reopening has passed', merged: 'Merged into another conversation', ended: 'Closed' },
    rated: 'The customer rated {{score}}', ratedAgain: 'The customer changed the rating to {{score}}', restricted: '{{name}} restricted who may see it', unrestricted: '{{name}} lifted the restriction', mergedInto: '{{name}} merged this into another conversation', mergedFrom: '{{name}} merged another conversation into this one',
    joined: 'The customer signed in: the same person from here on', looked: { ok: '{{name}} looked at the wallet', not_found: '{{name}} looked at the wallet: not found', unavailable: '{{name}} looked at the wallet: no answer' }, redacted: '{{name}} redacted an entry: {{reason}}',
  },
  action: {
    take: 'Assign to me', transfer: 'Transfer', snooze: 'Snooze', snoozeAgain: 'Change the snooze', wake: 'End snooze', resolve: 'Resolve', reopen: 'Reopen', more: 'More', assign: 'Assign to a colleague', assignDo: 'Assign', transferTo: 'Transfer to a team or colleague', transferDo: 'Transfer',
    awaitCustomer: 'Wait for the customer', merge: 'Merge into another', restrict: 'Restrict', unrestrict: 'Lift the restriction', block: 'Block from writing', export: 'Export',
  },
  done: {
    taken: 'Assigned to you', awaiting: 'Waiting for the customer', reopened: 'Reopened', woken: 'Snooze ended', restricted: 'Restricted', unrestricted: 'Restriction lifted', assigned: 'Assigned to {{name}}', transferred: 'Transferred to {{name}}', snoozed: 'Snoozed until {{until}}', resolved: 'Resolved', merged: 'Merged', redacted: 'Redacted', blocked: 'Blocked', unblocked: 'Unblocked',
  },
  picker: { search: 'Type a name', label: 'Colleague or team', waiting_one: '{{count}} waiting', waiting_other: '{{count}} waiting', load: '{{open}} of {{capacity}}', away: 'Away', offline: 'Offline', none: 'No colleague or team of that name.' },
  transfer: { note: 'Note', noteHint: 'Only colleagues see it. Say what was done and what is left to do.' },
  snooze: { title: 'Snooze', hint: 'It comes back at once when the customer writes.', hour: 'In an hour', three_hours: 'In three hours', evening: 'This evening', tomorrow: 'Tomorrow morning', monday: 'Monday morning', own: 'Another time', past: 'Choose a time in the future.', do: 'Snooze until then' },
  resolve: { title: 'Resolve', outcome: 'Outcome', hint: 'The customer is asked for a rating. A message within the reopening time opens it again.', do: 'Resolve' },
  merge: { title: 'Merge into another', none: 'This customer has no other open conversation.', hint: 'Everything from then on stands in the chosen one; this one closes.', do: 'Merge' },
  redact: { title: 'Redact', what: 'This content is deleted for good, for the customer and for colleagues. That it was, and why, stays on record.', filesOnly_one: '{{count}} attachment', filesOnly_other: '{{count}} attachments', reason: 'Reason', reasonHint: 'For example: the customer sent a full card number.', do: 'Redact for good' },
  block: { what: 'During this time the person can’t write. The reason stays on record.', howLong: 'How long', hours_one: '{{count}} hour', hours_other: '{{count}} hours', days_one: '{{count}} day', days_other: '{{count}} days', do: 'Block', undo: 'Unblock' },
  composer: {
    label: 'Composer', reply: 'Reply', note: 'Internal note', noteTip: 'not visible to the customer', replyPlaceholder: 'Write to the customer, Enter sends', notePlaceholder: 'Write to colleagues, @ mentions one', attach: 'Attach', canned: 'replies', articles: 'articles', colleagues: 'colleagues', send: 'Send', addNote: 'Add note', sendAndWait: 'Send and wait for the customer',
    unfilled: 'Not sent yet: fill in {{names}} first.', ended: 'This conversation has ended. Reopen it to reply; a note can be written now.', takeFirst: 'Assign it to yourself to reply; a note can be written now.', removeFile: 'Remove {{name}}', uploading: 'Uploading {{name}}',
    tooMany_one: 'A message carries at most {{count}} attachment.', tooMany_other: 'A message carries at most {{count}} attachments.', tooLarge: '{{name}} is over 10 MB and was not uploaded.', notUploaded: '{{name}} was not uploaded: {{why}}', articleLink: '“{{title}}” {{address}}', typeToSearch: 'Go on typing to find an article.', nothingFits: 'Nothing fits. Esc goes on writing.',
  },
}
