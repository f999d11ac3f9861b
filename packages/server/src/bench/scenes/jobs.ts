/** Jobs that do nothing, from waiting to completed in the database. */
import { askChild } from '../limits/child.ts'
import type { JobsAnswer, JobsQuestion } from '../run-jobs.ts'
import type { Scene } from './scene.ts'

const JOBS = 10_000

export const jobs: Scene = async (place, { scale }) => {
  const url = await place.freshDatabase()
  const count = Math.round(JOBS * scale)
  const question: JobsQuestion = { url, jobs: count, postgresPid: place.postgresPid }
  const answer = await askChild<JobsAnswer>(new URL('../run-jobs.ts', import.meta.url), question).finally(() => place.dropDatabase(url))
  return [
    { name: 'jobs completed', unit: '1/s', value: answer.perSecond, must: 5000, stretch: 10_000 },
    { name: 'not run exactly once', unit: '', value: Math.abs(answer.ran - count), better: 'less', must: 0 },
    { name: 'jobs added, all in one statement', unit: '1/s', value: answer.addedPerSecond },
    { name: 'processor a job, worker', unit: 'µs', value: answer.processUs },
    { name: 'processor a job, PostgreSQL', unit: 'µs', value: answer.postgresUs },
  ]
}
