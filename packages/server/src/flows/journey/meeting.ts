/** A customer and a colleague who are talking already: where most of the journeys begin. */
import type { Browser } from 'playwright-core'
import { anAgentAt, type Agent, type Wanted } from './agent.ts'
import { aCustomer, type Customer, type Who } from './customer.ts'
import type { Service } from './service.ts'

export type Meeting = { customer: Customer; agent: Agent /** As the console calls him. */; customerName: string }
export type Met = { language: Who['language']; externalId: string; customerName: string; agentName: string; size?: Who['size']; desk?: Wanted['size'] }

export async function aMeeting(browser: Browser, service: Service, { language, externalId, customerName, agentName, size, desk }: Met): Promise<Meeting> {
  const agent = await anAgentAt(browser, service, { language, name: agentName, ...(desk === undefined ? {} : { size: desk }) })
  const customer = await aCustomer(browser, service, { language, externalId, ...(size === undefined ? {} : { size }) })
  await customer.open()
  await customer.button(customer.words.homePerson).click()
  await agent.openRow(customerName)
  await customer.panel.getByRole('heading', { name: agentName }).waitFor()
  return { customer, agent, customerName }
}
