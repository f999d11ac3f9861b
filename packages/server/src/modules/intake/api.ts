/**
 * What comes in from customers: who is it, is it a repeat, which conversation does it belong to. Owns no table; reacts
 * to nothing; never answers anybody itself.
 */
export { customerRoutes } from './routes.ts'
export { intakePorts, type Intake } from './intake.ts'
export { countVisitorUse, type VisitorLimits } from './visitor-limits.ts'
