/** A wallet's customer with the demo wallet open, and the widget in it. */
import type { Browser, Locator, Page } from 'playwright-core'
import { enMore } from '@yingda/i18n/widget/later/en.ts'
import { zhCNMore } from '@yingda/i18n/widget/later/zh-CN.ts'
import { en } from '@yingda/i18n/widget/en.ts'
import { zhCN } from '@yingda/i18n/widget/zh-CN.ts'
import { en as walletEn } from '@yingda/simulator/demo-wallet/words-en.ts'
import { zh as walletZh } from '@yingda/simulator/demo-wallet/words-zh.ts'
import { aPerson, type Look, type Person, type Size } from './browser.ts'
import type { Service } from './service.ts'

export const PHONE: Size = { width: 390, height: 780 }
/** Who may be asked for: a customer of the demo wallet's stories, or nobody. */
export type Who = Partial<Omit<Look, 'language'>> & Pick<Look, 'language'> & { externalId?: string; path?: string }

export const wordsFor = (language: Look['language']) => ({
  ...(language === 'en' ? { ...en, ...enMore } : { ...zhCN, ...zhCNMore }),
  wallet: language === 'en' ? walletEn : walletZh,
})

export class Customer {
  readonly person: Person
  readonly page: Page
  readonly words: ReturnType<typeof wordsFor>
  constructor(person: Person) {
    this.person = person
    this.page = person.page
    this.words = wordsFor(person.language)
  }

  get launcher(): Locator {
    return this.page.locator('button.launcher')
  }
  get panel(): Locator {
    return this.page.locator('.panel')
  }
  get composer(): Locator {
    return this.panel.locator('textarea.field').last()
  }
  get log(): Locator {
    return this.panel.getByRole('log')
  }
  button(name: string, exact = true): Locator {
    return this.panel.getByRole('button', { name, exact })
  }
  /** A bubble with exactly these words. */
  bubble(text: string): Locator {
    return this.log.locator('.text', { hasText: new RegExp(`^${escape(text)}$`) })
  }
  /** What the bot or a colleague said. */
  get answers(): Locator {
    return this.log.locator('.grp:not(.me) .text')
  }
  /** Bubbles of the own side. */
  own(text: string): Locator {
    return this.log.locator('.grp.me .text', { hasText: text })
  }
  async open(): Promise<void> {
    await this.launcher.click()
    await this.panel.waitFor()
  }
  async say(text: string): Promise<void> {
    await this.composer.fill(text)
    await this.button(this.words.send).click()
  }
  /** What people said in this conversation, in order; without the bot, who may greet before a person takes over. */
  async said(): Promise<string[]> {
    const bot = this.page.locator('.name', { hasText: this.words.botName('') })
    return (await this.log.locator('.grp').filter({ hasNot: bot }).locator('.text').allInnerTexts()).map((text) => text.trim())
  }
}

const escape = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** On the wallet's page, the widget closed. */
export async function aCustomer(browser: Browser, { walletUrl }: Service, { externalId = '', path = '', size = PHONE, ...look }: Who): Promise<Customer> {
  const person = await aPerson(browser, { ...look, size })
  const cookie = (name: string, value: string) => ({ name, value, domain: '127.0.0.1', path: '/demo-wallet' })
  await person.context.addCookies([cookie('yunhe_language', look.language), ...(externalId === '' ? [] : [cookie('yunhe_customer', externalId)])])
  await person.page.goto(`${walletUrl}/demo-wallet/${path}`)
  const customer = new Customer(person)
  await customer.launcher.waitFor()
  return customer
}
