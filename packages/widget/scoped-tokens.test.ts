import assert from 'node:assert/strict'
import { test } from 'node:test'
import { scopedTokens } from './scoped-tokens.ts'

const tokens = `:root, [data-theme="light"] { color-scheme: light; --a: #fff; /* paper */ --b: #000; }
@media (prefers-color-scheme: dark) { :root:not([data-theme="light"]) { color-scheme: dark; --a: #111; --b: #222; } }
[data-theme="dark"] { color-scheme: dark; --a: #111; --b: #222; }
:root { --c: 4px; }
body { margin: 0; }`

test('tokens stand on the host, for each theme, and only those that are named', () => {
  const css = scopedTokens(tokens, '.x { color: var(--a); gap: var(--c); }')
  assert.equal(
    css,
    [
      ':host{color-scheme: light;--a: #fff}',
      '@media (prefers-color-scheme: dark) {:host(:not([data-theme="light"])){color-scheme: dark;--a: #111}}',
      ':host([data-theme="dark"]){color-scheme: dark;--a: #111}',
      ':host{--c: 4px}',
    ].join('\n'),
  )
})
