import assert from 'node:assert/strict'
import { test } from 'node:test'
import { html, markup } from './html.ts'

const NASTY = `<script>alert("x")</script>&'`

test('what is put into a template is text, in an element and in an attribute', () => {
  assert.equal(
    html`<p title="${NASTY}">${NASTY}</p>`.html.replaceAll('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;&amp;&#39;', 'NASTY'),
    '<p title="NASTY">NASTY</p>',
  )
})

test('what came out of a template is taken as it is, alone or in a list; nothing stands for nothing', () => {
  const items = ['a<', 'b'].map((each) => html`<li>${each}</li>`)
  assert.equal(html`<ul>${items}</ul>${null}${false}${undefined}${0}`.html, '<ul><li>a&lt;</li><li>b</li></ul>0')
  assert.equal(html`<i>${markup('<path/>')}</i>`.html, '<i><path/></i>')
})

test('a character that XML cannot carry is left out, a new line is not', () => {
  assert.equal(html`${'a\u0000b\u000bc\nd'}`.html, 'abc\nd')
})
