/** How PostgreSQL goes about what is asked: by index, or by reading whole tables. */
import assert from 'node:assert/strict'
import type { Kysely, KyselyPlugin, RootOperationNode } from 'kysely'
import type { Db } from '../platform/db/db.ts'

export type PlanNode = { 'Node Type': string; 'Actual Rows': number; 'Actual Loops': number; 'Rows Removed by Filter'?: number; Plans?: PlanNode[] }

/** The plans of what `work` asks on an ordinary connection. */
export async function plansOf(db: Db, work: (db: Db) => Promise<unknown>): Promise<string[]> {
  return Promise.all((await nodesOf(db, work)).map((node) => planOf(db, node)))
}

/** What `work` asks. */
export async function nodesOf(db: Db, work: (db: Db) => Promise<unknown>): Promise<RootOperationNode[]> {
  const nodes: RootOperationNode[] = []
  const noting: KyselyPlugin = {
    transformQuery: ({ node }) => {
      nodes.push(node)
      return node
    },
    transformResult: ({ result }) => Promise.resolve(result),
  }
  await work(db.withPlugin(noting))
  return nodes
}

/** The plan with the rows that were read, as it is carried out. */
export async function analysed(db: Db, node: RootOperationNode): Promise<PlanNode> {
  const query = db.getExecutor().compileQuery(node, { queryId: 'plan' })
  const { rows } = await db.getExecutor().executeQuery<{ 'QUERY PLAN': { Plan: PlanNode }[] }>({ ...query, sql: `explain (analyze, format json) ${query.sql}` })
  return rows[0]?.['QUERY PLAN'][0]?.Plan ?? assert.fail('a plan')
}

export async function planOf(on: Kysely<object>, node: RootOperationNode): Promise<string> {
  const query = on.getExecutor().compileQuery(node, { queryId: 'plan' })
  const { rows } = await on.getExecutor().executeQuery<{ 'QUERY PLAN': string }>({ ...query, sql: `explain ${query.sql}` })
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}
