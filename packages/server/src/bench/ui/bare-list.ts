/** The bound of a list that holds in the page only what is in sight: lines of a few letters each, and no framework. */
import { inWindow, type BenchWindow } from './agent-window.ts'

const LINE_PX = 36
/** As the console's. */
const OVERSCAN = 5

/** As tall and as wide as the console's in a window of the same size. */
export const openBareList = (count: number): Promise<BenchWindow> =>
  inWindow(async ({ page }) => {
    await page.setContent(`<!doctype html><style>
      .list { width: 360px; height: 691px; overflow: hidden auto } .lines { position: relative; height: ${count * LINE_PX}px }
      .line { position: absolute; inset: 0 0 auto; height: ${LINE_PX}px; font: 13px/36px sans-serif; border-bottom: 1px solid #ddd }
    </style><div class="list"><div class="lines"></div></div><script>
      const list = document.querySelector('.list'), lines = document.querySelector('.lines'), held = new Map()
      const draw = () => {
        const first = Math.max(0, Math.floor(list.scrollTop / ${LINE_PX}) - ${OVERSCAN})
        const last = Math.min(${count - 1}, Math.ceil((list.scrollTop + list.clientHeight) / ${LINE_PX}) + ${OVERSCAN})
        for (const [index, line] of held) if (index < first || index > last) { line.remove(); held.delete(index) }
        for (let index = first; index <= last; index += 1) {
          if (held.has(index)) continue
          const line = document.createElement('div')
          line.className = 'line'
          line.style.transform = 'translateY(' + index * ${LINE_PX} + 'px)'
          line.textContent = '第 ' + index + ' 行'
          lines.append(line)
          held.set(index, line)
        }
      }
      list.addEventListener('scroll', draw)
      draw()
    </script>`)
    await page.locator('.line').first().waitFor()
    return {}
  })
