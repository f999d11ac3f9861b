import type { Notice } from './notices.ts'
import type { Html } from './html.ts'
import { html } from './html.ts'
import { icons } from './icons.ts'
import type { Theme, Visitor } from './visitor.ts'
import type { Brand } from '../brand.ts'

export type Frame = { brand: Brand; deskUrl: string; appVersion: string; notices: readonly Notice[] }

const NEXT_THEME: Readonly<Record<Theme, Theme>> = { auto: 'light', light: 'dark', dark: 'auto' }

/** The whole document around a page: head, bar, notices, and the one script tag that brings the desk's widget. */
export function page(frame: Frame, visitor: Visitor, title: string, body: Html): string {
  const { words, theme, language, story } = visitor
  const themeAttribute = theme === 'auto' ? null : html` data-theme="${theme}"`
  const device = story?.devices[0]
  return html`<!doctype html>
<html lang="${words.htmlLang}"${themeAttribute}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${title} - ${words.brand(frame.brand)}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/demo-wallet/static/tokens.css">
<link rel="stylesheet" href="/demo-wallet/static/wallet.css">
<script defer src="${frame.deskUrl}/widget.js" data-language="${language}" data-theme="${theme}" data-app-version="${frame.appVersion}" data-device="${device ? `${device.model}, ${device.os}` : ''}"></script>
<script defer src="/demo-wallet/static/wallet.js"></script>
</head>
<body data-signed-in="${story ? 'yes' : 'no'}" data-last-notice="${frame.notices.at(-1)?.id ?? ''}">
<a class="skip" href="#main">${words.skip}</a>
<div class="phone">
${bar(frame, visitor)}
${notices(frame.notices, visitor)}
<main id="main">
${body}
</main>
<footer class="demo-line">${words.demoLine}</footer>
</div>
</body>
</html>
`.markup
}

function bar({ brand }: Frame, { words, theme, language, path }: Visitor): Html {
  const nextTheme = NEXT_THEME[theme]
  const otherLanguage = language === 'en' ? 'zh-CN' : 'en'
  return html`<header class="bar">
<a class="brand" href="/demo-wallet/"><span class="mark" aria-hidden="true" lang="zh-CN">禾</span>${words.brand(brand)}</a>
<form method="post" action="/demo-wallet/settings" class="switches">
<input type="hidden" name="back" value="${path}">
<button class="switch" name="theme" value="${nextTheme}" aria-label="${words.theme.label}: ${words.theme[theme]}">${words.theme[theme]}</button>
<button class="switch" name="language" value="${otherLanguage}" lang="${otherLanguage}">${words.switchLanguage}</button>
</form>
</header>`
}

/** Those that came while nobody looked; the script adds what comes now, from the same template. */
function notices(list: readonly Notice[], { words }: Visitor): Html {
  return html`<section id="notices" aria-live="polite">${list.map((one) => notice(one.from, one.preview || words.noticeFile, one.id, words.noticeFrom(one.from), words))}</section>
<template id="notice">${notice('', '', '', words.noticeFrom('{name}'), words)}</template>
<template id="notice-file">${words.noticeFile}</template>`
}

const notice = (_name: string, text: string, id: string, head: string, words: Visitor['words']): Html => html`<article class="notice" data-id="${id}">
<p class="notice-head">${icons.chat}<span class="notice-from">${head}</span></p>
<p class="notice-text">${text}</p>
<p class="notice-do"><button type="button" class="link" data-notice="close">${words.noticeClose}</button><button type="button" class="link strong" data-notice="open">${words.noticeOpen}</button></p>
</article>`
