import type { Segmenter } from '@yingda/domain/bot/segmenter.ts'
import { foldText, wordsOf } from '../../platform/text/segment.ts'

/** How this server cuts and folds Chinese, handed to what the domain does with it. */
export const segmenter: Segmenter = { words: wordsOf, simplified: foldText }
