import assert from 'node:assert/strict'
import { test } from 'node:test'
import { settingsFrom } from './settings.ts'

const from = (attributes: Record<string, string>, deviceLanguage = 'en-GB') =>
  settingsFrom((name) => attributes[name] ?? null, 'https://desk.example/widget.js', deviceLanguage)

test('without attributes the desk is the script’s origin and the language the device’s', () => {
  assert.deepEqual(from({}), {
    base: 'https://desk.example',
    language: 'en',
    theme: 'auto',
    launcher: true,
    mode: 'floating',
    appVersion: null,
    device: null,
  })
  assert.equal(from({}, 'zh-Hant-TW').language, 'zh-CN')
})

test('every attribute of the tag counts, and nonsense falls back', () => {
  const settings = from({
    base: 'https://other.example/',
    language: 'zh',
    theme: 'purple',
    launcher: 'off',
    mode: 'page',
    'app-version': '8.2.0',
    device: 'Pixel 9',
  })
  assert.deepEqual(settings, {
    base: 'https://other.example',
    language: 'zh-CN',
    theme: 'auto',
    launcher: false,
    mode: 'page',
    appVersion: '8.2.0',
    device: 'Pixel 9',
  })
})
