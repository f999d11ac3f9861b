/** Stemming by M. F. Porter, "An algorithm for suffix stripping" (1980): one stem for the forms of one English word. */

const isConsonantAt = (word: string, at: number): boolean => {
  const letter = word[at]
  if (letter === undefined) return false
  if ('aeiou'.includes(letter)) return false
  return letter === 'y' ? at === 0 || !isConsonantAt(word, at - 1) : true
}

/** How often a run of vowels is followed by a run of consonants: Porter's m. */
function measure(stem: string): number {
  let count = 0
  for (let at = 1; at < stem.length; at += 1) if (isConsonantAt(stem, at) && !isConsonantAt(stem, at - 1)) count += 1
  return count
}

const hasVowel = (stem: string): boolean => [...stem].some((_, at) => !isConsonantAt(stem, at))
const endsDouble = (word: string): boolean => word.length > 1 && word.at(-1) === word.at(-2) && isConsonantAt(word, word.length - 1)
const endsConsonantVowelConsonant = (word: string): boolean => {
  const last = word.length - 1
  return last >= 2 && isConsonantAt(word, last) && !isConsonantAt(word, last - 1) && isConsonantAt(word, last - 2) && !'wxy'.includes(word[last] ?? '')
}

const STEP_2: readonly (readonly [string, string])[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['izer', 'ize'],
  ['abli', 'able'],
  ['alli', 'al'],
  ['entli', 'ent'],
  ['eli', 'e'],
  ['ousli', 'ous'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['iveness', 'ive'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['aliti', 'al'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
]
const STEP_3: readonly (readonly [string, string])[] = [
  ['icate', 'ic'],
  ['ative', ''],
  ['alize', 'al'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ful', ''],
  ['ness', ''],
]
const STEP_4 = ['ement', 'ance', 'ence', 'able', 'ible', 'ment', 'ant', 'ent', 'ism', 'ate', 'iti', 'ous', 'ive', 'ize', 'ion', 'al', 'er', 'ic', 'ou']

function replaceSuffix(word: string, table: readonly (readonly [string, string])[]): string {
  for (const [suffix, by] of table) {
    if (!word.endsWith(suffix)) continue
    const stem = word.slice(0, -suffix.length)
    return measure(stem) > 0 ? stem + by : word
  }
  return word
}

function plural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2)
  if (word.endsWith('ies')) return word.slice(0, -2)
  if (word.endsWith('ss')) return word
  return word.endsWith('s') ? word.slice(0, -1) : word
}

function pastAndGerund(word: string): string {
  if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word
  const suffix = word.endsWith('ed') ? 'ed' : word.endsWith('ing') ? 'ing' : null
  if (suffix === null) return word
  const stem = word.slice(0, -suffix.length)
  if (!hasVowel(stem)) return word
  if (stem.endsWith('at') || stem.endsWith('bl') || stem.endsWith('iz')) return `${stem}e`
  if (endsDouble(stem) && !'lsz'.includes(stem.at(-1) ?? '')) return stem.slice(0, -1)
  return measure(stem) === 1 && endsConsonantVowelConsonant(stem) ? `${stem}e` : stem
}

function dropLongSuffix(word: string): string {
  for (const suffix of STEP_4) {
    if (!word.endsWith(suffix)) continue
    const stem = word.slice(0, -suffix.length)
    if (suffix === 'ion' && !stem.endsWith('s') && !stem.endsWith('t')) return word
    return measure(stem) > 1 ? stem : word
  }
  return word
}

function tidyEnd(word: string): string {
  let result = word
  if (result.endsWith('e')) {
    const stem = result.slice(0, -1)
    if (measure(stem) > 1 || (measure(stem) === 1 && !endsConsonantVowelConsonant(stem))) result = stem
  }
  return measure(result) > 1 && endsDouble(result) && result.endsWith('l') ? result.slice(0, -1) : result
}

/** What is longer is no word, and its stem would take its length squared. */
const LONGEST_WORD = 50

/** @param word lower case, letters only */
export function stemEnglish(word: string): string {
  if (word.length <= 2 || word.length > LONGEST_WORD) return word
  let stem = pastAndGerund(plural(word))
  if (stem.endsWith('y') && hasVowel(stem.slice(0, -1))) stem = `${stem.slice(0, -1)}i`
  return tidyEnd(dropLongSuffix(replaceSuffix(replaceSuffix(stem, STEP_2), STEP_3)))
}
