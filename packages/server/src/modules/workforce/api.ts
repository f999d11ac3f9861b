/** Who of the staff is connected now. Owns connection leases; availability and capacity stand with the person in identity. */
export { renewConnections, dropConnections, onlineStaff } from './connections.ts'
