/** Carries a planned day out: everybody comes when planned, and the day is over when the last has gone. */
import type { DayPlan } from '@yingda/simulator/day/plan-day.ts'
import type { ConversationId } from '@yingda/protocol/ids.ts'
import { workAsAgent, type Worked } from './agent.ts'
import { liveAsCustomer, type Story } from './customer.ts'
import type { Pacer } from './pacer.ts'
import type { World } from './world.ts'

export type Lived = { stories: readonly Story[]; worked: readonly Worked[]; faults: readonly string[] }

export async function liveDay(desk: World['desk'], plan: DayPlan, { pacer, onCame }: { pacer: Pacer; onCame(): void }): Promise<Lived> {
  const faults: string[] = []
  let [isEverybodyHere, present] = [false, 0]
  const world: World = {
    desk,
    pacer,
    chats: new Map<ConversationId, never>(),
    closesAt: plan.span.until,
    isEmpty: () => isEverybodyHere && present === 0,
    fault: (what) => void faults.push(what),
  }
  const agents = Promise.all(plan.agents.map((agent) => workAsAgent(world, agent)))
  // Until they are awaited below, what goes wrong with them is not lost and not unhandled.
  agents.catch(() => undefined)

  const stories: Promise<Story | null>[] = []
  for (const customer of plan.customers) {
    await pacer.until(customer.at)
    present += 1
    onCame()
    const life = liveAsCustomer(world, customer)
      .catch((error: unknown) => (world.fault(`customer ${customer.id}: ${String(error)}`), null))
      .finally(() => (present -= 1))
    stories.push(life)
  }
  isEverybodyHere = true
  const lived = (await Promise.all(stories)).flatMap((story) => story ?? [])
  return { stories: lived, worked: await agents, faults }
}
