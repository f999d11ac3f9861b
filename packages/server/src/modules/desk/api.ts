/**
 * What an agent has at hand beside the conversation: canned replies, saved views, the customer's wallet, keeping an
 * abusive visitor out, giving a customer priority service. Owns `canned_reply` and `saved_view`; reacts to questions that
 * are opened, by asking the wallet whether its customer is to get priority service.
 */
export { careAsking } from './ask-for-care.ts'
export { deskRoutes } from './routes.ts'
export { loadDemoReplies } from './demo-replies.ts'
