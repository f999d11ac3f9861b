/**
 * Messages that the desk starts itself. Today: telling the wallet that somebody answered a customer who is not looking,
 * so that it can push. Reacts to messages; owns no table.
 */
export { messageNotices, type NoticeOptions } from './message-for-customer.ts'
