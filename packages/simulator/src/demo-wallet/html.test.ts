import assert from 'node:assert/strict'
import { test } from 'node:test'
import { html } from './html.ts'

test('what goes into a hole is text, in content and in attributes', () => {
  const evil = `"><script>'&`
  assert.equal(html`<a title="${evil}">${evil}</a>`.markup, '<a title="&quot;&gt;&lt;script&gt;&#39;&amp;">&quot;&gt;&lt;script&gt;&#39;&amp;</a>')
})

test('a piece of page goes in as it is, a list of them in order, and nothing leaves nothing', () => {
  assert.equal(html`<ul>${[1, 2].map((value) => html`<li>${value}</li>`)}${null}${false}</ul>`.markup, '<ul><li>1</li><li>2</li></ul>')
})
