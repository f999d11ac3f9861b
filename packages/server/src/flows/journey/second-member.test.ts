import assert from 'node:assert/strict'
import { test } from 'node:test'
import { generateSync } from 'otplib'
import { anAgentAt, wordsOf } from './agent.ts'
import { aBrowser, aPerson } from './browser.ts'
import { look } from './look.ts'
import { aSecurityKey } from './security-key.ts'
import { aService } from './service.ts'

const service = await aService()
const browser = await aBrowser()
const SIZE = { width: 1280, height: 800 }
const PASSWORD = 'three slow herons wade'
const CAST = [
  { language: 'zh-CN', factor: 'passkey', name: '苏婷', email: 'su.ting@yunhe.example', team: '支付问题组' },
  { language: 'en', factor: 'totp', name: 'Ada Brown', email: 'ada.brown@yunhe.example', team: 'Payments' },
] as const

for (const { language, factor, name, email, team } of CAST) {
  test(`an admin invites a lead, who joins by the link in a browser of her own and must add a second step (${factor}, ${language})`, async () => {
    const words = wordsOf(language)
    const admin = await anAgentAt(browser, service, { language, name: '周明', size: SIZE })
    if (language === 'en') {
      // The demonstration's admin speaks Chinese until he says otherwise.
      await admin.page.locator('.me').click()
      await admin.page.getByRole('menuitem', { name: wordsOf('zh-CN').me.otherLanguage }).click()
      await admin.page.getByRole('button', { name: words.shell.searchOrRun }).waitFor()
    }
    await admin.page.goto(`${service.url}/console/admin/staff`)
    await admin.button(words.staff.invite).click()
    const dialog = admin.page.getByRole('dialog')
    await dialog.getByLabel(words.staff.email).fill(email)
    await dialog.getByLabel(words.staff.name, { exact: true }).fill(name)
    await dialog.getByLabel(words.staff.role).selectOption({ label: words.role.lead })
    await dialog.getByLabel(team).check()
    await look(admin.person, { screen: 'console', state: 'inviting' })
    await dialog.getByRole('button', { name: words.staff.inviteDo }).click()
    const link = await dialog.getByLabel(words.staff.linkTitle).last().inputValue()
    assert.match(link, /^http:\/\/localhost:\d+\/console\/invitation#token=[\w-]{43}$/)
    await look(admin.person, { screen: 'console', state: 'invitation-link' })
    await dialog.getByRole('button', { name: words.common.close, exact: true }).last().click()
    const line = admin.page.getByRole('row').filter({ hasText: email })
    await line.getByText(words.staff.factorOff).waitFor()

    const newcomer = await aPerson(browser, { language, size: SIZE })
    const { page } = newcomer
    const button = (label: string) => page.getByRole('button', { name: label, exact: true })
    await aSecurityKey(page)
    await page.goto(link)
    await page.getByLabel(words.invitation.name, { exact: true }).fill(name)
    const password = page.getByLabel(words.invitation.password, { exact: true })
    await password.fill('password')
    await button(words.invitation.do).click()
    await page.getByText(words.password.tooCommon).waitFor()
    await password.fill(PASSWORD)
    await look(newcomer, { screen: 'signin', state: 'invitation' })
    await button(words.invitation.do).click()
    await page.getByRole('heading', { name: words.factor.required }).waitFor()
    // Nothing else is to be had before: not by asking for another page either.
    await page.goto(`${service.url}/console/inbox/all`)
    await page.getByRole('heading', { name: words.factor.required }).waitFor()

    if (factor === 'passkey') await page.getByRole('button', { name: words.factor.passkey }).click()
    else {
      await page.getByRole('button', { name: words.factor.totp }).click()
      await page.getByText(words.factor.byHand).click()
      const secret = (await page.locator('code').innerText()).replaceAll(' ', '')
      await page.getByLabel(words.signIn.digit.replace('{{position}}', '1')).pressSequentially(generateSync({ secret }))
      await button(words.factor.confirm).click()
    }
    await button(words.backup.kept).click()
    await page.locator('.views').waitFor()
    await page.getByRole('button', { name: words.me.menu.replace('{{name}}', name) }).click()
    await page.getByRole('menuitem').first().waitFor()
    assert.equal(await page.getByRole('menuitem', { name: words.staff.title }).count(), 0)

    await admin.page.reload()
    await line.getByText(words.staff.factorOn).waitFor()
    const late = await aPerson(browser, { language, size: SIZE })
    await late.page.goto(link)
    await late.page.getByLabel(words.invitation.name, { exact: true }).fill('Mallory')
    await late.page.getByLabel(words.invitation.password, { exact: true }).fill('another slow heron wades')
    await late.page.getByRole('button', { name: words.invitation.do }).click()
    await late.page.getByRole('alert').waitFor()
    assert.equal(await late.page.locator('.views').count(), 0, 'a link works once')
    await look(late, { screen: 'signin', state: 'link-used' })
  })
}
