/**
 * What is disturbed and what is planned, opened and told by hand, and what the public is told of how the desk is: the page, its
 * copy on storage, the feed. Owns incidents; what it measures it asks of those below. Owns who hears of it by mail.
 * Reacts to its own entries to tell subscribers; decides nothing about conversations.
 */
export { componentsHere, type Components } from './components.ts'
export { incidentRoutes } from './routes.ts'
export { incidentNotices } from './tell-subscribers.ts'
export { subscriptionLinks } from './subscription/links.ts'
export { subscriptionRoutes } from './subscription/routes.ts'
export { incidentMails } from './subscription/tell-by-mail.ts'
export { customerNotice } from './queries/customer-notice.ts'
export { openBoard, type StatusBoard } from './status/board.ts'
export { STATUS_FOLDER } from './status/copy.ts'
export { scheduleStatus, statusJobs } from './status/publish.ts'
export { statusRoutes } from './status/routes.ts'
