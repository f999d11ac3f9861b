/** Where Chromium is, and how it is started without a window of its own. */
import { chromium, type Browser } from 'playwright-core'

const FLAGS = ['--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

/** CHROMIUM_PATH names the program where it is not Debian's. */
export const launchChromium = (flags: readonly string[] = []): Promise<Browser> =>
  chromium.launch({ executablePath: process.env['CHROMIUM_PATH'] || '/usr/bin/chromium', args: [...FLAGS, ...flags] })
