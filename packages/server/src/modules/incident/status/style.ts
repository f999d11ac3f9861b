/** The page's whole style: the product's tokens and what this page adds; it stands in the page, so that the copy needs nothing beside it. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const TOKENS = readFileSync(fileURLToPath(import.meta.resolve('@yingda/ui/tokens.css')), 'utf8')

const OWN = `
body { background: var(--surface); font-size: var(--t14); line-height: 22px; }
.skip { position: absolute; inset: 8px auto auto 8px; padding: 4px 12px; background: var(--surface); transform: translateY(-200%); }
.skip:focus { transform: none; }
.top { border-bottom: 1px solid var(--line); } .top > div { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 12px; min-height: 56px; padding-block: 8px; }
.wrap { max-width: 960px; margin: 0 auto; padding-inline: 16px; }
.mark { width: 28px; height: 28px; flex: none; border-radius: 8px; background: var(--accent); color: var(--on-accent); display: grid; place-items: center; font-weight: 600; font-family: var(--font); }
.top b { font-weight: 600; } .top a { margin-left: auto; padding: 4px 0; }
main { padding-top: 32px; padding-bottom: 48px; outline: 0; }
h1 { font-size: var(--t28); line-height: 36px; text-wrap: balance; } .lead { margin-top: 8px; max-width: 608px; font-size: var(--t16); line-height: 26px; color: var(--ink-2); }
.asof { margin-top: 12px; font-size: var(--t13); line-height: 20px; color: var(--ink-3); }
.old { display: flex; gap: 8px; align-items: flex-start; margin-top: 16px; padding: 12px 16px; border-radius: var(--r); background: var(--wait-tint); color: var(--wait); font-weight: 600; } .old .i { margin-top: 3px; }
section { margin-top: 40px; } h2 { font-size: var(--t16); line-height: 24px; margin-bottom: 8px; } h2 small { margin-left: 8px; font-size: var(--t13); font-weight: 400; color: var(--ink-3); }
.ok { color: var(--done); } .am { color: var(--wait); } .rd { color: var(--risk); } .mu { color: var(--ink-2); } .quiet { font-size: var(--t12); line-height: 18px; color: var(--ink-3); }
.tag { display: inline-flex; gap: 4px; align-items: center; font-size: var(--t13); line-height: 20px; white-space: nowrap; }
.card { border: 1px solid var(--line-strong); border-radius: var(--r); padding: 16px; } .card.am { border-color: var(--wait-bar); } .card.rd { border-color: var(--risk-bar); } .card + .card { margin-top: 12px; }
.card > * { color: var(--ink); } .card header { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; } .card h3 { font-size: var(--t16); line-height: 24px; overflow-wrap: anywhere; } .card .tag.am { color: var(--wait); } .card .tag.rd { color: var(--risk); } .card .tag.mu, .card .facts { color: var(--ink-2); }
.facts { font-size: var(--t13); line-height: 20px; }
.tl { margin-top: 12px; padding-top: 8px; border-top: 1px solid var(--line); font-size: var(--t13); line-height: 20px; } .tl li { display: grid; grid-template-columns: 112px 88px minmax(0, 1fr); gap: 0 12px; padding: 4px 0; } .tl time { color: var(--ink-3); } .tl b { font-weight: 600; } .tl span { overflow-wrap: anywhere; white-space: pre-line; }
.rows > li { display: grid; grid-template-columns: 168px 112px minmax(0, 1fr); gap: 4px 16px; align-items: center; min-height: 56px; padding: 8px 0; border-bottom: 1px solid var(--line); } .rows b { font-weight: 400; overflow-wrap: anywhere; } .rows .note { grid-column: 1 / -1; font-size: var(--t13); line-height: 20px; color: var(--ink-2); }
.up { display: block; width: 100%; max-width: 538px; height: 20px; } .up .o { fill: var(--data-3); } .up .m { fill: var(--data-2); } .up .w { fill: var(--wait-bar); } .up .d { fill: var(--risk-bar); }
.lg { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-top: 8px; font-size: var(--t12); line-height: 16px; color: var(--ink-3); } .lg span { display: inline-flex; gap: 4px; align-items: center; } .lg i { width: 4px; height: 12px; border-radius: 1px; background: var(--data-3); } .lg .m { background: var(--data-2); } .lg .w { background: var(--wait-bar); } .lg .d { background: var(--risk-bar); }
table { font-variant-numeric: tabular-nums; } th, td { padding: 8px 12px 8px 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; } thead th { padding-block: 4px; font-size: var(--t12); line-height: 20px; color: var(--ink-3); border-color: var(--line-strong); } .r { text-align: right; padding-right: 0; } td.r + td.r, th.r + th.r { padding-left: 12px; }
.past > li { padding: 12px 0; border-bottom: 1px solid var(--line); } .past header { display: flex; flex-wrap: wrap; gap: 0 12px; align-items: baseline; } .past h3 { font-size: var(--t14); overflow-wrap: anywhere; } .past time { color: var(--ink-3); font-size: var(--t13); } .past p { color: var(--ink-2); font-size: var(--t13); line-height: 20px; overflow-wrap: anywhere; white-space: pre-line; }
details { margin-top: 12px; } summary { cursor: pointer; color: var(--accent-ink); width: fit-content; }
.dir li { display: grid; grid-template-columns: 16px minmax(0, 1fr); gap: 0 12px; padding: 8px 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; } .dir .i { margin-top: 3px; color: var(--ink-3); } .dir small { grid-column: 2; font-size: var(--t12); line-height: 18px; color: var(--ink-3); }
.never { display: flex; gap: 8px; align-items: flex-start; margin-top: 16px; font-size: var(--t13); color: var(--ink-2); } .never .i { margin-top: 3px; color: var(--accent-ink); }
.by-mail { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: end; margin-block: 12px 8px; } .by-mail label { display: grid; gap: 4px; font-size: var(--t13); line-height: 20px; color: var(--ink-2); } .by-mail label:first-child { flex: 1 1 256px; max-width: 384px; } .by-mail :is(input, select) { min-height: 40px; min-width: 0; padding: 0 12px; border: 1px solid var(--line-strong); border-radius: var(--r); background: var(--surface); color: var(--ink); font: inherit; }
#subscribe ~ h3 { margin-top: 24px; font-size: var(--t14); line-height: 22px; }
.do { min-height: 40px; padding: 0 16px; border: 0; border-radius: var(--r); background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer; } main > form { margin: 24px 0; }
.links { display: flex; flex-wrap: wrap; gap: 4px 16px; margin-top: 4px; } .lead + .links { margin-top: 24px; }
@media (max-width: 640px) {
  h1 { font-size: var(--t20); line-height: 28px; } .tl li { grid-template-columns: auto 1fr; } .tl span { grid-column: 1 / -1; }
  .rows > li { grid-template-columns: minmax(0, 1fr) auto; } .rows .up, .rows .bars { grid-column: 1 / -1; }
}
`

/** Without comments and line ends. */
export const STYLE = `${TOKENS}${OWN}`
  .replace(/\/\*[\s\S]*?\*\//g, '')
  .replace(/\s+/g, ' ')
  .trim()

const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')

/**
 * Nothing runs, nothing is fetched; the style is this one and no other.
 *
 * @param formTo where the page's form may go: an origin, `'self'`, or null when it has none
 */
export const statusPolicy = (formTo: string | null): string =>
  `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; form-action ${formTo ?? "'none'"}`
