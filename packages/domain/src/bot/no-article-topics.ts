/** Topics of questions that no article answers. */

/** The questions that are none of ours. */
export const OUTSIDE = '-outside'
/** Before the intent of a question that is for a person although there is nothing to read about it. */
export const PERSON = '-person:'

/** Topic → how it is asked. */
export type NoArticleExamples = Readonly<Record<string, readonly string[]>>

/** The intent of a person-only topic, or null when the topic is something else. */
export const personIntentOf = (topic: string): string | null => (topic.startsWith(PERSON) ? topic.slice(PERSON.length) : null)
