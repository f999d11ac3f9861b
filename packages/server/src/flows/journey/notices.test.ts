import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Browser } from 'playwright-core'
import { anAgentAt, type Agent } from './agent.ts'
import { aBrowser } from './browser.ts'
import { aCustomer } from './customer.ts'
import { eventually } from './eventually.ts'
import { look } from './look.ts'
import { aService, type Service } from './service.ts'

const service = await aService()
const browser = await aBrowser()
const CAST = [
  { language: 'zh-CN', externalId: 'C-88102', agentName: '林晓', secret: '我的暗语是青山不老' },
  { language: 'en', externalId: 'C-83350', agentName: 'Maya Chen', secret: 'my secret word is heron' },
] as const

/** What this window did to be noticed. */
type Noticed = { sounds: number; shown: { title: string; options: { body?: string } }[] }

/**
 * The browser's notifications and sounds are written down instead of made, under the permission the browser really
 * has; and the window is never in front, as with somebody who works elsewhere.
 */
const SPIES = `
  const noticed = window.noticed = { sounds: 0, shown: [] }
  const real = Notification
  window.Notification = class extends EventTarget {
    static get permission() { return real.permission }
    static requestPermission() { return real.requestPermission() }
    constructor(title, options) { super(); noticed.shown.push({ title, options }) }
    close() {}
  }
  const start = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function (...when) { noticed.sounds += 1; return start.apply(this, when) }
  document.hasFocus = () => false
`

async function anAgentElsewhere(from: Browser, at: Service, wanted: { language: 'zh-CN' | 'en'; name: string }): Promise<Agent> {
  const agent = await anAgentAt(from, at, wanted)
  await agent.person.context.addInitScript(SPIES)
  await agent.page.reload()
  await agent.page.locator('.views').waitFor()
  return agent
}

for (const { language, externalId, agentName, secret } of CAST) {
  test(`sound and desktop notification come when a customer writes, each can be switched off, neither tells a word (${language})`, async () => {
    const agent = await anAgentElsewhere(browser, service, { language, name: agentName })
    const { page, words } = agent
    const noticed = () => page.evaluate<Noticed>('noticed')
    const switches = page.getByRole('dialog', { name: words.signals.title })
    const set = async (label: string, on: boolean) => {
      await agent.button(words.signals.title).click()
      await switches.getByLabel(label).setChecked(on)
      await page.keyboard.press('Escape')
      await switches.waitFor({ state: 'detached' })
    }

    await agent.button(words.signals.title).click()
    await switches.getByLabel(words.signals.desktop).click()
    await page.getByText(words.signals.notAllowed).waitFor()
    assert.equal(await switches.getByLabel(words.signals.desktop).isChecked(), false, 'what the browser forbids is not shown as on')
    await agent.person.context.grantPermissions(['notifications'], { origin: service.url })
    await switches.getByLabel(words.signals.desktop).setChecked(true)
    await look(agent.person, { screen: 'console', state: 'signals' })
    await page.keyboard.press('Escape')

    const customer = await aCustomer(browser, service, { language, externalId })
    await customer.open()
    await customer.button(customer.words.homePerson).click()
    await customer.panel.getByRole('heading', { name: agentName }).waitFor()
    await eventually('the agent is told of a conversation that is given to him', async () =>
      (await noticed()).shown.some(({ title }) => title === words.signals.given_to_me),
    )
    assert.ok((await noticed()).sounds > 0)

    const after = async (act: () => Promise<void>, what: string, holds: (now: Noticed, before: Noticed) => boolean) => {
      const before = await noticed()
      await act()
      await eventually(what, async () => holds(await noticed(), before))
      return { before, now: await noticed() }
    }
    await set(words.signals.sound, false)
    const quiet = await after(
      () => customer.say(secret),
      'a notification is shown',
      (now, before) => now.shown.length > before.shown.length,
    )
    assert.equal(quiet.now.sounds, quiet.before.sounds, 'the sound is off')

    await set(words.signals.desktop, false)
    await set(words.signals.sound, true)
    const loud = await after(
      () => customer.say(`${secret} 2`),
      'a sound is heard',
      (now, before) => now.sounds > before.sounds,
    )
    assert.equal(loud.now.shown.length, loud.before.shown.length, 'the notification is off')

    await set(words.signals.sound, false)
    const silent = await noticed()
    const heard = page.waitForResponse(async (answer) => /conversations\?.*view=desk/.test(answer.url()) && (await answer.text()).includes(`${secret} 3`))
    await customer.say(`${secret} 3`)
    await heard
    await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))')
    assert.deepEqual(await noticed(), silent, 'both are off')

    const { shown } = await noticed()
    assert.ok(shown.some(({ title }) => title === words.signals.customer_wrote))
    for (const { title, options } of shown) {
      assert.ok([words.signals.given_to_me, words.signals.customer_wrote, words.signals.new_in_queue].includes(title as never), title)
      assert.match(options.body ?? '', /^C-\d+$/)
    }
    await agent.person.context.clearPermissions()
  })
}
