import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aBrowser } from './browser.ts'
import { aCustomer } from './customer.ts'
import { aMeeting } from './meeting.ts'
import { askedDuring, tally } from './requests.ts'
import { aService } from './service.ts'

const service = await aService()
const browser = await aBrowser()

test('the console asks no more than it needs: when it opens, for a new message, from one conversation to another', async () => {
  const { customer, agent } = await aMeeting(browser, service, { language: 'zh-CN', externalId: 'C-88102', customerName: '陈雨薇', agentName: '林晓' })
  const other = await aCustomer(browser, service, { language: 'zh-CN', externalId: 'C-66019' })
  await other.open()
  await other.button(other.words.homePerson).click()
  await agent.row('周岚').first().waitFor()

  const opened = await askedDuring(agent.page, () => agent.list('desk'))
  console.log('opened', tally(opened.calls), opened.files.length)
  const switched = await askedDuring(agent.page, () => agent.openRow('周岚'))
  console.log('switched', tally(switched.calls), switched.files)
  const back = await askedDuring(agent.page, () => agent.openRow('陈雨薇'))
  console.log('back', tally(back.calls), back.files)
  const told = await askedDuring(agent.page, async () => {
    await customer.say('还没有到账')
    await agent.message('还没有到账').waitFor()
  })
  console.log('told', tally(told.calls), told.files)
  assert.ok(true)
})
