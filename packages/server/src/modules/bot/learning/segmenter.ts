import type { Segmenter } from '@yingda/domain/bot/segmenter.ts'
import { foldText, wordsOf } from '../../../platform/text/segment.ts'

/** As knowledge cuts Chinese. Not through its door: the thread that learns would load the whole server behind it. */
export const segmenter: Segmenter = { words: wordsOf, simplified: foldText }
