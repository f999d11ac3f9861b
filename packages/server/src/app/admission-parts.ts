/** Who is let in, as `createApp` joins it to what can be late: connections to the database, and batches of messages. */
import type { Database } from '../platform/db/open.ts'
import type { Batched } from '../platform/batched.ts'
import { startAdmission, type Admission } from '../platform/admission/admission.ts'
import { SHEDDABLE, WORKS, type Sheddable } from '../platform/admission/work.ts'
import { measureAdmission, type Metrics } from '../platform/telemetry.ts'

type Parts = {
  lines: Database['lines']
  post: Pick<Batched<never, never>, 'oldestMs' | 'isStuck' | 'look' | 'waiting'>
  metrics: Metrics
}

export function admissionParts({ lines, post, metrics }: Parts): Admission {
  /** Messages go in batches; nothing else waits for one. */
  const isBatched = (work: Sheddable): boolean => work === 'answer' || work === 'running'
  const delayMs = (work: Sheddable): number => Math.max(lines.db.oldestMs(work), lines.hot.oldestMs(work), isBatched(work) ? post.oldestMs() : 0)
  const standing = [lines.db, lines.hot, post]
  const admission = startAdmission({
    delays: {
      delayMs,
      isStuck: () => standing.some((line) => line.isStuck()),
      look: () => standing.forEach((line) => line.look()),
    },
    onTurnedAway: (work) => metrics.turnedAway.inc({ work }),
  })
  measureAdmission(metrics, () => {
    const shut = admission.shut()
    return {
      waiting: { ...Object.fromEntries(WORKS.map((work) => [work, lines.db.waiting(work) + lines.hot.waiting(work)])), batch: post.waiting() },
      delaySeconds: Object.fromEntries(SHEDDABLE.map((work) => [work, delayMs(work) / 1000])),
      shut: Object.fromEntries(SHEDDABLE.map((work) => [work, shut.includes(work) ? 1 : 0])),
    }
  })
  return admission
}
