/** Who helps whom: overflow of teams, under `/api/staff`. */
import * as z from 'zod'
import { QuestionType } from '../entries/conversation.ts'
import { TeamId } from '../ids.ts'
import { Language } from '../language.ts'
import { OverflowStep, OverflowSteps } from '../overflow.ts'

/** GET /overflow */
export const OverflowList = z.strictObject({
  teams: z.array(
    z.strictObject({
      id: TeamId,
      nameZh: z.string(),
      nameEn: z.string(),
      steps: z.array(OverflowStep),
      questionTypes: z.array(QuestionType),
      /** What at least one of its people can do: skilled in the question, writes in the language. */
      skilledIn: z.array(QuestionType),
      languages: z.array(Language),
    }),
  ),
})
export type OverflowList = z.infer<typeof OverflowList>

/** PUT /overflow/of-team/:teamId; empty: nobody helps. `was`: who helps for who changes it. If it is set otherwise by then, nothing is changed. */
export const OverflowBody = z.strictObject({ steps: OverflowSteps, was: OverflowSteps.optional() })
export type OverflowBody = z.infer<typeof OverflowBody>
