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

test('a sheet that comes later brings what is not there yet', () => {
  assert.equal(
    scopedTokens(tokens, '.y { color: var(--a); border-color: var(--b); }', '.x { color: var(--a); gap: var(--c); }'),
    [
      ':host{--b: #000}',
      '@media (prefers-color-scheme: dark) {:host(:not([data-theme="light"])){--b: #222}}',
      ':host([data-theme="dark"]){--b: #222}',
      ':host{}',
    ].join('\n'),
  )
})
