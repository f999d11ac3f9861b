/** Turns the wheel over the list, step by step, and reads from a trace what each step took of the main thread. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { BenchWindow } from './agent-window.ts'
import { STEP_BINDING, STEP_MARK } from './in-page.ts'
import { CATEGORIES, DETAILS, spentBetween, type Spent, type TraceEvent } from './trace.ts'

export type Scrolled = { steps: readonly Spent[] /** The most lines that stood in the page at once. */; mostLines: number }
export type Scroll = {
  steps: number
  stepPx: number /** Where the trace is left, with the processor's profile in it; null: nowhere. */
  profileFolder: string | null
}

const STEP_WITHIN_MS = 30_000

/** From the top of the list. Each step waits until the one before it has been painted. */
export async function scroll(window: BenchWindow, { steps, stepPx, profileFolder }: Scroll): Promise<Scrolled> {
  const { browser, page } = window
  await page.evaluate('bench.toTop()')
  await browser.startTracing(page, { categories: [...CATEGORIES, ...(profileFolder === null ? [] : DETAILS)] })
  await page.evaluate('bench.watchSteps()')
  const lines = await turnWheel(window, steps, stepPx)
  const trace = await browser.stopTracing()
  await page.evaluate('bench.unwatchSteps()')
  if (profileFolder !== null) await writeFile(join(profileFolder, `scroll-${stepPx}px.json`), trace)
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] } // Chromium's own format
  return { steps: spentBetween(traceEvents, STEP_MARK), mostLines: Math.max(...lines) }
}

/** @returns how many lines stood in the page after each step */
async function turnWheel({ page, cdp }: BenchWindow, steps: number, stepPx: number): Promise<number[]> {
  const box = await page.locator('.list').boundingBox()
  if (box === null) throw new Error('there is no list to scroll')
  const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  const lines: number[] = []
  let painted = (): void => {}
  const onBinding = ({ name, payload }: { name: string; payload: string }): void => {
    if (name !== STEP_BINDING) return
    lines.push(Number(payload))
    painted()
  }
  cdp.on('Runtime.bindingCalled', onBinding)
  for (let step = 0; step < steps; step += 1) {
    const done = within(STEP_WITHIN_MS, new Promise<void>((resolve) => (painted = resolve)))
    await cdp.send('Input.dispatchMouseEvent', { type: 'mouseWheel', ...at, deltaX: 0, deltaY: stepPx })
    await done
  }
  cdp.off('Runtime.bindingCalled', onBinding)
  return lines
}

async function within(millis: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('a step of scrolling was not painted')), millis)
  })
  await Promise.race([work, tooLong]).finally(() => clearTimeout(timer))
}
