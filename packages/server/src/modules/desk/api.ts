/**
 * What an agent has at hand beside the conversation: canned replies, saved views, the customer's wallet, keeping an
 * abusive visitor out. Owns `canned_reply` and `saved_view`; reacts to nothing.
 */
export { deskRoutes } from './routes.ts'
export { loadDemoReplies } from './demo-replies.ts'
