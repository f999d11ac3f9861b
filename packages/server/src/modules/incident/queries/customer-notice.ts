import type { Severity } from '@yingda/protocol/entries/incident.ts'
import type { CustomerNotice } from '@yingda/protocol/http/customer.ts'
import type { Language } from '@yingda/protocol/language.ts'
import type { QueryContext } from '../../../platform/command.ts'
import { openIncidents, type IncidentRecord } from '../store.ts'

const RANK: Readonly<Record<Severity, number>> = { critical: 3, major: 2, minor: 1 }
const rankOf = ({ severity }: IncidentRecord): number => (severity === null ? 0 : RANK[severity])

/** What a customer is told of it before asking anything: the gravest that lasts, and work only while it is going on. Null when all is well. */
export async function customerNotice(ctx: QueryContext, language: Language): Promise<CustomerNotice | null> {
  const lasting = (await openIncidents(ctx)).filter(({ state }) => state !== 'scheduled')
  const [gravest] = lasting.toSorted((a, b) => rankOf(b) - rankOf(a))
  if (gravest === undefined) return null
  return { title: language === 'en' ? gravest.titleEn : gravest.titleZh, more: lasting.length - 1 }
}
