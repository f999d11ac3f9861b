import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generateSync } from 'otplib'
import type { Page } from 'playwright-core'
import { wordsOf } from './agent.ts'
import { aBrowser, aPerson } from './browser.ts'
import { look } from './look.ts'
import { aService, type Service } from './service.ts'

const browser = await aBrowser()
const SIZE = { width: 1280, height: 800 }
const PASSWORD = 'seven calm herons wade'

/** A security key in software, which says yes to everything. */
async function withSecurityKey(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const options = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  } as const
  await devtools.send('WebAuthn.addVirtualAuthenticator', { options })
}

const firstAdminLink = (service: Service): string => /http\S+first=1\S*/.exec(service.printed())?.[0] ?? assert.fail(service.printed())

for (const [language, factor] of [
  ['zh-CN', 'passkey'],
  ['en', 'totp'],
] as const) {
  test(`the first admin comes by the printed link, sets up a second step (${factor}), and signs in with both (${language})`, async () => {
    const service = await aService({ env: { YINGDA_DEMO: 'off' } })
    const person = await aPerson(browser, { language, size: SIZE })
    const { page } = person
    const words = wordsOf(language)
    const button = (name: string) => page.getByRole('button', { name, exact: true })
    await withSecurityKey(page)

    await page.goto(firstAdminLink(service))
    await page.getByLabel(words.signIn.email).fill('zhou@yunhe.example')
    await page.getByLabel(words.invitation.name, { exact: true }).fill('周明')
    await page.getByLabel(words.invitation.password, { exact: true }).fill(PASSWORD)
    await look(person, { screen: 'signin', state: 'first-admin' })
    await button(words.invitation.do).click()
    await page.getByRole('heading', { name: words.factor.required }).waitFor()
    await look(person, { screen: 'signin', state: 'second-step-required' })

    let secret = ''
    if (factor === 'passkey') await page.getByRole('button', { name: words.factor.passkey }).click()
    else {
      await page.getByRole('button', { name: words.factor.totp }).click()
      await page.getByText(words.factor.byHand).click()
      secret = (await page.locator('code').innerText()).replaceAll(' ', '')
      await look(person, { screen: 'signin', state: 'totp-setup' })
      await page.getByLabel(words.signIn.digit.replace('{{position}}', '1')).pressSequentially(generateSync({ secret }))
      await button(words.factor.confirm).click()
    }
    await page.locator('.views').waitFor()
    await page.getByRole('button', { name: words.me.menu.replace('{{name}}', '周明') }).click()
    await page.getByRole('menuitem', { name: words.me.signOut }).click()

    await page.getByLabel(words.signIn.email).fill('zhou@yunhe.example')
    await page.getByLabel(words.signIn.password, { exact: true }).fill('not this one at all')
    await look(person, { screen: 'signin', state: 'account' })
    await button(words.signIn.next).click()
    await page.getByRole('alert').waitFor()
    await look(person, { screen: 'signin', state: 'wrong-password' })
    await page.getByLabel(words.signIn.password, { exact: true }).fill(PASSWORD)
    await button(words.signIn.next).click()
    if (factor === 'passkey') {
      await page.getByRole('heading', { name: words.signIn.confirmYou }).waitFor()
      await look(person, { screen: 'signin', state: 'passkey' })
      await button(words.signIn.usePasskey).click()
    } else {
      await page.getByRole('heading', { name: words.signIn.enterCode }).waitFor()
      await page.getByLabel(words.signIn.digit.replace('{{position}}', '1')).pressSequentially('000000')
      await button(words.signIn.do).click()
      await page.getByRole('alert').waitFor()
      await look(person, { screen: 'signin', state: 'wrong-code' })
      await page.getByLabel(words.signIn.digit.replace('{{position}}', '1')).pressSequentially(nextCode(secret))
      await button(words.signIn.do).click()
    }
    await page.locator('.views').waitFor()
  })
}

/** The code of the step to come, which the desk accepts as well: this step's is spent. */
const nextCode = (secret: string): string => generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 })
