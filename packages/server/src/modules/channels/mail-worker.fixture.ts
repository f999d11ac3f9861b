/** A process of its own that sends one mail, to be killed in the middle: `node mail-worker.fixture.ts DATABASE SMTP MAIL_ID`. */
import pino from 'pino'
import { openBus } from '../../platform/bus.ts'
import { systemClock } from '../../platform/clock.ts'
import { createRunner } from '../../platform/command.ts'
import { smtpServerOf } from '../../platform/config/mail.ts'
import { openDatabase } from '../../platform/db/open.ts'
import { openMailLine } from '../../platform/mail/line.ts'
import { mailChannel } from './email/mail-channel.ts'
import { sendMail } from './send-mail.ts'
import { webChannel } from './web/web-channel.ts'

const [database = '', smtp = '', mailId = ''] = process.argv.slice(2)
const { db } = openDatabase(database, { max: 2 })
const runner = createRunner({ db, bus: await openBus(), clock: systemClock, groupsFor: () => [] })
const log = pino({ level: 'silent' })
const brand = { 'zh-CN': '云禾钱包', en: 'Yunhe Wallet' }
const server = smtpServerOf(smtp)
const line = openMailLine(server, { now: () => systemClock.now() })
const mail = mailChannel({ runner, line, mail: { smtp: server, from: 'desk@wallet.example', link: null }, brand, timeZone: 'Asia/Shanghai', log })
// Nobody comes in here.
const web = webChannel({ runner, doors: {} as Parameters<typeof webChannel>[0]['doors'] })
await sendMail({ runner, web, mail, log }, { mailId })
process.exit(0)
