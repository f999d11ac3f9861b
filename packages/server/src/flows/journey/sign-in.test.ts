import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generateSync } from 'otplib'
import { wordsOf } from './agent.ts'
import { aBrowser, aPerson } from './browser.ts'
import { look } from './look.ts'
import { aSecurityKey } from './security-key.ts'
import { aService, type Service } from './service.ts'

const browser = await aBrowser()
const SIZE = { width: 1280, height: 800 }
const PASSWORD = 'seven calm herons wade'
const NEW_PASSWORD = 'nine quiet lanterns drift'

const firstAdminLink = (service: Service): string => /http\S+first=1\S*/.exec(service.printed())?.[0] ?? assert.fail(service.printed())

for (const [language, factor] of [
  ['zh-CN', 'passkey'],
  ['en', 'totp'],
] as const) {
  test(`the first admin comes by the printed link, sets up a second step (${factor}), changes the password, and signs in again (${language})`, async () => {
    const service = await aService({ env: { YINGDA_DEMO: 'off' }, onItsOwn: true })
    const person = await aPerson(browser, { language, size: SIZE })
    const { page } = person
    const words = wordsOf(language)
    const button = (name: string) => page.getByRole('button', { name, exact: true })
    const key = await aSecurityKey(page)
    const signOut = async () => {
      await page.getByRole('button', { name: words.me.menu.replace('{{name}}', '周明') }).click()
      await page.getByRole('menuitem', { name: words.me.signOut }).click()
      await page.getByLabel(words.signIn.email).waitFor()
    }
    const givePassword = async (password: string) => {
      await page.getByLabel(words.signIn.password, { exact: true }).fill(password)
      await button(words.signIn.next).click()
    }

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
    const codes = page.getByRole('list', { name: words.backup.title }).locator('code')
    await codes.first().waitFor()
    const [first = '', second = ''] = await codes.allInnerTexts()
    await look(person, { screen: 'signin', state: 'backup-codes' })
    await button(words.backup.kept).click()
    await page.locator('.views').waitFor()
    await page.goto(`${service.url}/console/settings`)
    await button(words.password.change).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel(words.password.new, { exact: true }).fill(NEW_PASSWORD)
    await look(person, { screen: 'console', state: 'password' })
    await dialog.getByRole('button', { name: words.password.change }).click()
    await page.getByText(words.password.changed).waitFor()
    await signOut()

    await look(person, { screen: 'signin', state: 'account' })
    await page.getByLabel(words.signIn.email).fill('zhou@yunhe.example')
    await givePassword(PASSWORD)
    await page.getByRole('alert').waitFor()
    await look(person, { screen: 'signin', state: 'wrong-password' })
    await key.touch(false)
    await givePassword(NEW_PASSWORD)
    // The phone is at home: a code from the paper, and a used one no more.
    await page.getByRole('button', { name: words.backup.use }).click()
    await look(person, { screen: 'signin', state: 'backup-code' })
    const giveBackupCode = async (code: string) => {
      await page.getByLabel(words.backup.one, { exact: true }).fill(code)
      await button(words.signIn.do).click()
    }
    await giveBackupCode(first)
    await page.locator('.views').waitFor()
    await page.goto(`${service.url}/console/settings`)
    await page.getByText(words.backup.left_other.replace('{{count}}', '9')).waitFor()
    await button(words.backup.renew).click()
    await look(person, { screen: 'console', state: 'backup-codes-renew' })
    await page.getByRole('dialog').getByRole('button', { name: words.backup.renew }).click()
    const renewed = page.getByRole('dialog').locator('code')
    await renewed.first().waitFor()
    assert.ok(!(await renewed.allInnerTexts()).includes(second))
    await look(person, { screen: 'console', state: 'backup-codes' })
    await button(words.backup.kept).click()
    await signOut()
    await page.getByLabel(words.signIn.email).fill('zhou@yunhe.example')
    await givePassword(NEW_PASSWORD)
    await page.getByRole('button', { name: words.backup.use }).click()
    await giveBackupCode(second)
    await page.getByRole('alert').waitFor()
    await look(person, { screen: 'signin', state: 'wrong-backup-code' })
    await button(words.common.back).click()
    await page.getByLabel(words.signIn.email).fill('zhou@yunhe.example')
    await givePassword(NEW_PASSWORD)
    if (factor === 'passkey') {
      await page.getByRole('timer').waitFor()
      await look(person, { screen: 'signin', state: 'passkey' })
      await key.touch(true)
      await button(words.common.back).click()
      await page.getByLabel(words.signIn.email).fill('zhou@yunhe.example')
      await givePassword(NEW_PASSWORD)
      await page.locator('.views').waitFor()
      await signOut()
      await button(words.signIn.withPasskey).click()
    } else {
      await page.getByRole('heading', { name: words.signIn.enterCode }).waitFor()
      await page.getByLabel(words.signIn.digit.replace('{{position}}', '1')).pressSequentially('000000')
      await button(words.signIn.do).click()
      await page.getByRole('alert').waitFor()
      assert.equal(
        await page.locator('input:focus').getAttribute('aria-label'),
        words.signIn.digit.replace('{{position}}', '1'),
        'the next one can be typed at once',
      )
      await look(person, { screen: 'signin', state: 'wrong-code' })
      await page.getByLabel(words.signIn.digit.replace('{{position}}', '1')).pressSequentially(nextCode(secret))
      await button(words.signIn.do).click()
    }
    await page.locator('.views').waitFor()
  })
}

/** The code of the step to come, which the desk accepts as well: this step's is spent. */
const nextCode = (secret: string): string => generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + 30 })
