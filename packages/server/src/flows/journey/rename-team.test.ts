/** What a team is called now is what every open window calls it. */
import { test } from 'node:test'
import { sql } from 'kysely'
import { testDatabase } from '../../testing/database.ts'
import { anAgentAt } from './agent.ts'
import { aBrowser } from './browser.ts'
import { aService, demoOn } from './service.ts'

const database = await testDatabase()
const service = await aService({ env: demoOn(database.url) })
database.beforeDrop(() => service.stop())
const browser = await aBrowser()

test('a team that an admin renames is called so in the sidebar of its people, where nothing else happens', async () => {
  await sql`update staff set language = 'zh-CN'`.execute(database.db)
  const [agent, admin] = [
    await anAgentAt(browser, service, { language: 'zh-CN', name: '苏婷' }),
    await anAgentAt(browser, service, { language: 'zh-CN', name: '周明' }),
  ]
  const queues = agent.page.getByRole('navigation', { name: agent.words.shell.views })
  await queues.getByText('转账与提现').waitFor()

  await admin.page.goto(`${service.url}/console/admin/teams`)
  await admin.page.locator('.grid').getByRole('button', { name: '转账与提现', exact: true }).press('Enter')
  const dialog = admin.page.getByRole('dialog')
  await dialog.getByLabel(admin.words.teams.nameZh).fill('汇款与提现')
  await dialog.getByRole('button', { name: admin.words.common.save, exact: true }).press('Enter')
  await queues.getByText('汇款与提现').waitFor()
})
