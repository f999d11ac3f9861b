import { createHash } from 'node:crypto'
import * as z from 'zod'
import { evolveIncident, type Incident } from '@yingda/domain/incident/state.ts'
import { IncidentId } from '@yingda/protocol/ids.ts'
import type { IncidentChanged } from '@yingda/protocol/webhook.ts'
import type { Runner } from '../../platform/command.ts'
import { addJob, type JobHandlers } from '../../platform/jobs.ts'
import type { Reaction } from '../../platform/react.ts'
import { signedPost, SIGNED_POST_ATTEMPTS } from '../../platform/signed-post.ts'
import { saidOf } from './store.ts'

/** `page`: where people read of it. */
export type Subscribers = { runner: Runner; webhooks: { urls: readonly string[]; secret: string }; page: string; now: () => Date }

const JOB = 'webhook.incident'
const SYSTEM = { kind: 'system' } as const
/** Of the address only a hash stands in the job: it may carry a token, and jobs are shown to whoever runs the service. */
const Payload = z.strictObject({ incidentId: IncidentId, seq: z.int(), to: z.string() })
type Telling = z.infer<typeof Payload>

const nameOf = (url: string): string => createHash('sha256').update(url).digest('hex').slice(0, 16)

/** The reaction that notices, and the job that tells one subscriber: signed, retried, the same `id` each time. */
export function incidentNotices(options: Subscribers): { reaction: Reaction; jobs: JobHandlers } {
  const { runner, webhooks } = options
  return {
    reaction: {
      group: 'incident_webhook',
      on: ['incident.opened', 'incident.planned', 'incident.updated', 'incident.ended'],
      handle: (entries) =>
        runner.run(SYSTEM, async (ctx) => {
          for (const { streamId, seq } of entries) {
            for (const to of webhooks.urls.map(nameOf)) {
              const payload = { incidentId: streamId, seq, to }
              await addJob(ctx, { name: JOB, payload, key: `${JOB}:${streamId}:${seq}:${to}`, maxAttempts: SIGNED_POST_ATTEMPTS, first: true })
            }
          }
        }),
    },
    jobs: { [JOB]: (payload) => tell(options, Payload.parse(payload)) },
  }
}

async function tell({ runner, webhooks, page, now }: Subscribers, { incidentId, seq, to }: Telling): Promise<void> {
  const url = webhooks.urls.find((one) => nameOf(one) === to)
  // Taken out of the configuration since: nobody is subscribed there any more.
  if (url === undefined) return
  const said = (await runner.query(SYSTEM, (ctx) => saidOf(ctx, [incidentId]))).filter((one) => one.seq <= seq)
  const last = said.at(-1)
  if (last?.seq !== seq) return
  const incident = said.reduce<Incident | null>((state, { entry, at }) => evolveIncident(state, entry, at.toISOString()), null)
  if (incident === null) return
  const { titleZh, titleEn, components, ...facts } = incident
  const changed: IncidentChanged = {
    id: `incident.${incidentId}.${seq}`,
    type: 'incident.changed',
    at: last.at.toISOString(),
    data: {
      incidentId,
      ...facts,
      title: { 'zh-CN': titleZh, en: titleEn },
      text: { 'zh-CN': last.entry.data.textZh, en: last.entry.data.textEn },
      components: [...components],
      page,
    },
  }
  await signedPost({ url, secret: webhooks.secret }, changed, now())
}
