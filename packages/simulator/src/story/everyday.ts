/** The ordinary payments between the stories: groceries, rides, coffee. Drawn from a seed, so always the same. */
import type { StoryClock } from './clock.ts'
import { seeded } from './order-number.ts'
import { paid } from './pay.ts'
import type { Script } from './script.ts'
import type { Purse } from './told.ts'

const SHOPS = {
  'zh-CN': ['青禾生鲜（科苑店）', '街角面馆', '晨光豆浆铺', '城南地铁', '半日咖啡', '好邻居便利店', '云杉书店', '小鹿出行'],
  en: ['Greenleaf Grocers', 'Corner Noodles', 'Halfday Coffee', 'City Metro', 'Good Neighbour Store', 'Spruce Books', 'Fawn Rides'],
} as const

/**
 * One purchase every other day or so, from three days ago back to `days` ago, each of 6.00 to 96.00 in the purse's
 * currency (two decimals). Never today or yesterday, so that they stay out of the stories' limits.
 */
export function everyday(clock: StoryClock, told: { prefix: string; by: Purse; language: 'zh-CN' | 'en'; days: number }): Script[] {
  const draw = seeded(told.prefix)
  const shops = SHOPS[told.language]
  const scripts: Script[] = []
  for (let ago = 3; ago <= told.days; ago += 1 + Math.floor(draw() * 3)) {
    const time = `${String(8 + Math.floor(draw() * 10)).padStart(2, '0')}:${String(Math.floor(draw() * 60)).padStart(2, '0')}`
    scripts.push(
      paid({
        id: `${told.prefix}-day${String(ago).padStart(3, '0')}`,
        at: clock.day(-ago, time),
        amountMinor: 600 + Math.floor(draw() * 180) * 50,
        with: shops[Math.floor(draw() * shops.length)] ?? shops[0],
        by: told.by,
      }),
    )
  }
  return scripts
}
