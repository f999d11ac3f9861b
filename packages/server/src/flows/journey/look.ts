/** What a person would see: pictures of every state in both themes, and what axe finds wrong in each of them. */
import assert from 'node:assert/strict'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import axe from 'axe-core'
import type { Page } from 'playwright-core'
import type { Person, Theme } from './browser.ts'

const FOLDER = fileURLToPath(new URL('../../../../../.yingda/screenshots/', import.meta.url))
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

export type Seen = { screen: string; state: string }

/**
 * Photograph this state as `screen-state-language-theme-width.png` in both themes, and let axe read it: all of it in the last one,
 * the contrast in the other, which no language changes.
 * The person's page must follow the system's theme.
 */
export async function look({ page, language, width }: Person, { screen, state }: Seen, themes: readonly Theme[] = ['dark', 'light']): Promise<void> {
  mkdirSync(FOLDER, { recursive: true })
  for (const theme of themes) {
    await page.emulateMedia({ colorScheme: theme })
    await page.screenshot({ path: join(FOLDER, `${screen}-${state}-${language}-${theme}-${width}.png`), animations: 'disabled', caret: 'initial' })
    const what = `${screen} ${state} ${language} ${theme}`
    if (theme === themes.at(-1)) await hasNoBarriers(page, what)
    else if (language === 'zh-CN') await hasNoBarriers(page, what, { rules: ['color-contrast'] })
  }
}

/** axe finds nothing wrong on the page, shadow roots included; `rules` where only some of it can have changed. */
export async function hasNoBarriers(page: Page, what: string, { rules }: { rules?: readonly string[] } = {}): Promise<void> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(`(() => { ${axe.source} })()`)
  const runOnly = rules ?? TAGS
  const found = await page.evaluate<Found[]>(
    `axe.run(document, { runOnly: ${JSON.stringify(runOnly)}, resultTypes: ['violations'] }).then(({ violations }) =>
      violations.flatMap(({ id, help, nodes }) => nodes.map(({ target, any }) => ({ id, help, target: target.flat().join(' '), why: any.map(({ message }) => message).join('; ') }))))`,
  )
  assert.deepEqual(found, [], what)
}
type Found = { id: string; help: string; target: string; why: string }

/** Nothing is wider than the window. */
export async function doesNotScrollSideways(page: Page): Promise<void> {
  const over = await page.evaluate<string[]>(`(() => {
    const roots = [document, ...[...document.querySelectorAll('*')].flatMap((each) => each.shadowRoot ?? [])]
    return roots.flatMap((root) => [...root.querySelectorAll('*')])
      .filter((each) => each.getClientRects().length > 0 && each.getBoundingClientRect().right > innerWidth + 1 && getComputedStyle(each).position !== 'fixed')
      .map((each) => each.tagName + '.' + each.className)
  })()`)
  const scrolls = await page.evaluate<boolean>('document.documentElement.scrollWidth > innerWidth')
  assert.deepEqual({ scrolls, over: scrolls ? over : [] }, { scrolls: false, over: [] })
}

/** Whatever can be pressed, written in or read as a heading stands whole in the window, and nothing around it hides a side of it. */
export async function nothingIsCutOff(page: Page): Promise<void> {
  const cut = await page.evaluate<string[]>(`(() => {
    const what = 'button, a[href], label, input, textarea, select, [role=tab], [role=combobox], h1, h2, h3'
    const hides = (box) => /hidden|clip/.test(getComputedStyle(box).overflowX) && box.getBoundingClientRect().width > 1
    const isCut = (each) => {
      const { left, right } = each.getBoundingClientRect()
      for (let box = each.parentElement; box !== null; box = box.parentElement) {
        const style = getComputedStyle(box)
        if (/auto|scroll/.test(style.overflowX)) return false
        const edge = box.getBoundingClientRect()
        if (hides(box) && (right > edge.right + 1 || left < edge.left - 1)) return true
      }
      return right > innerWidth + 1 || left < -1
    }
    return [...document.querySelectorAll(what)]
      .filter((each) => each.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && each.getBoundingClientRect().width > 1 && isCut(each))
      .map((each) => each.tagName + '.' + each.className + ' ' + (each.innerText || each.ariaLabel || ''))
  })()`)
  assert.deepEqual(cut, [])
}
