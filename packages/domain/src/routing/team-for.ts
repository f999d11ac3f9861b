import type { QuestionType } from '@yingda/protocol/entries/conversation.ts'

/** Which of these teams a question of this kind comes to: its own, else the one for everything else, else the oldest; null = there is none. @param teams oldest first */
export function teamFor<Team extends { questionTypes: readonly QuestionType[] }>(teams: readonly Team[], questionType: QuestionType): Team | null {
  const taking = (wanted: QuestionType): Team | undefined => teams.find((team) => team.questionTypes.includes(wanted))
  return taking(questionType) ?? taking('other') ?? teams[0] ?? null
}
