/** A colleague at the console, signed in by the demonstration's one click. */
import type { Browser, Locator, Page } from 'playwright-core'
import { en } from '@yingda/i18n/console/en.ts'
import { zhCN } from '@yingda/i18n/console/zh-CN.ts'
import { aPerson, type Look, type Person, type Size } from './browser.ts'
import type { Service } from './service.ts'

export const DESKTOP: Size = { width: 1440, height: 900 }
export type Wanted = Partial<Omit<Look, 'language'>> & Pick<Look, 'language'> & { name: string }

export const wordsOf = (language: Look['language']): typeof zhCN => (language === 'en' ? (en as unknown as typeof zhCN) : zhCN) // same keys, other words

export class Agent {
  readonly person: Person
  readonly page: Page
  readonly words: typeof zhCN
  readonly url: string
  constructor(person: Person, url: string) {
    this.person = person
    this.page = person.page
    this.words = wordsOf(person.language)
    this.url = url
  }

  button(name: string, exact = true): Locator {
    return this.page.getByRole('button', { name, exact })
  }
  /** The rows of the list in sight that name this customer. */
  row(name: string): Locator {
    return this.page.locator('a.row', { has: this.page.locator('.n', { hasText: name }) })
  }
  get log(): Locator {
    return this.page.getByRole('log')
  }
  get composer(): Locator {
    return this.page.locator('.comp textarea')
  }
  message(text: string): Locator {
    return this.log.locator('.txt', { hasText: text })
  }
  async list(name: string): Promise<void> {
    await this.page.goto(`${this.url}/console/inbox/${name}`)
  }
  async openRow(name: string): Promise<void> {
    await this.row(name).first().click()
    await this.log.waitFor()
  }
  async reply(text: string): Promise<void> {
    await this.page.getByRole('tab', { name: this.words.composer.reply }).click()
    await this.composer.fill(text)
    await this.button(this.words.composer.send).click()
  }
  async note(text: string): Promise<void> {
    await this.page.getByRole('tab', { name: this.words.composer.note }).click()
    await this.composer.fill(text)
    await this.button(this.words.composer.addNote).click()
  }
  /** Ends the conversation with the outcome that is offered first. */
  async resolve(): Promise<void> {
    await this.button(this.words.action.resolve).click()
    await this.page.locator('.panel').getByRole('button', { name: this.words.resolve.do }).click()
  }
  /** What people said, in order; notes and the bot aside. */
  async said(): Promise<string[]> {
    const bot = this.page.locator('header small', { hasText: this.words.thread.bot })
    return (await this.log.locator('.msg').filter({ hasNot: bot }).locator('.txt').allInnerTexts()).map((text) => text.trim())
  }
}

/** Signed in, on the own desk. */
export async function anAgentAt(browser: Browser, { url }: Service, { name, size = DESKTOP, ...look }: Wanted): Promise<Agent> {
  const agent = new Agent(await aPerson(browser, { ...look, size }), url)
  await agent.page.goto(`${url}/console/`)
  await agent.page.locator('.demo button', { hasText: name }).click()
  await agent.page.locator('.views').waitFor()
  return agent
}
