/**
 * The demo wallet's twelve customers, told from one instant. The same instant always gives the same wallet; read at a
 * later one, the stories go on (holds end, banks answer). Everything is invented: people, banks, shops, numbers.
 */
import type { WalletOverview, WalletTransaction } from '@yingda/protocol/wallet.ts'
import { aishaRahman } from './customers/aisha-rahman.ts'
import { chenYuwei } from './customers/chen-yuwei.ts'
import { danielPark } from './customers/daniel-park.ts'
import { gaoMin } from './customers/gao-min.ts'
import { heJianguo } from './customers/he-jianguo.ts'
import { luoSiyuan } from './customers/luo-siyuan.ts'
import { shenYi } from './customers/shen-yi.ts'
import { sofiaMarchetti } from './customers/sofia-marchetti.ts'
import { wuJingyi } from './customers/wu-jingyi.ts'
import { xuNuo } from './customers/xu-nuo.ts'
import { zhengWei } from './customers/zheng-wei.ts'
import { zhouLan } from './customers/zhou-lan.ts'
import { storyClock } from './story/clock.ts'
import { overviewAt, transactionsAt } from './story/overview.ts'
import type { CustomerStory } from './story/script.ts'

const TELLERS = [
  [chenYuwei, 'Asia/Shanghai'],
  [wuJingyi, 'Asia/Shanghai'],
  [heJianguo, 'Asia/Shanghai'],
  [xuNuo, 'Asia/Shanghai'],
  [zhouLan, 'Asia/Shanghai'],
  [zhengWei, 'Asia/Shanghai'],
  [gaoMin, 'Asia/Shanghai'],
  [luoSiyuan, 'Asia/Shanghai'],
  [shenYi, 'Asia/Shanghai'],
  [danielPark, 'Asia/Shanghai'],
  [aishaRahman, 'Asia/Singapore'],
  [sofiaMarchetti, 'Europe/Rome'],
] as const

export type WalletData = {
  stories: readonly CustomerStory[]
  story: (externalId: string) => CustomerStory | null
  /** @returns null for a customer this wallet does not know */
  overview: (externalId: string, asOf: Date) => WalletOverview | null
  /** All of them, newest first; null for a customer this wallet does not know. */
  transactions: (externalId: string, asOf: Date) => WalletTransaction[] | null
}

export function walletData(now: Date): WalletData {
  const stories = TELLERS.map(([tell, timeZone]) => tell(storyClock(now, timeZone)))
  const byId = new Map(stories.map((story) => [story.customer.externalId, story]))
  const ofCustomer = <T>(externalId: string, read: (story: CustomerStory) => T): T | null => {
    const story = byId.get(externalId)
    return story ? read(story) : null
  }
  return {
    stories,
    story: (externalId) => byId.get(externalId) ?? null,
    overview: (externalId, asOf) => ofCustomer(externalId, (story) => overviewAt(story, asOf)),
    transactions: (externalId, asOf) => ofCustomer(externalId, (story) => transactionsAt(story, asOf)),
  }
}
