import { Jieba } from '@node-rs/jieba'
import { dict } from '@node-rs/jieba/dict.js'
import { Converter } from 'opencc-js/t2cn'

const jieba = Jieba.withDict(dict)
const toSimplified = Converter({ from: 't', to: 'cn' })
const HAN = /\p{Script=Han}/u

/** Traditional characters folded to simplified, width and case folded: one form for what is written and what is sought. */
export const foldText = (text: string): string => (HAN.test(text) ? toSimplified(text) : text).normalize('NFKC').toLowerCase()

/**
 * Words of a text for search, Chinese by word (long words also by their parts), everything else by runs of letters and
 * digits. Folded; in order; repeated words stay.
 */
export function wordsOf(text: string): string[] {
  const words = foldText(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((run) => run !== '')
  return words.flatMap((run) => (HAN.test(run) ? jieba.cutForSearch(run, true).filter((word) => word.trim() !== '') : [run]))
}

/**
 * Overlapping pairs of Han characters. Words are cut by their neighbours ("没到账" holds no word "到账"), pairs are not:
 * they find what cutting has hidden.
 */
export function pairsOf(text: string): string[] {
  return (foldText(text).match(/\p{Script=Han}{2,}/gu) ?? []).flatMap((run) => {
    const characters = [...run]
    return characters.slice(1).map((character, index) => `${characters[index] ?? ''}${character}`)
  })
}
