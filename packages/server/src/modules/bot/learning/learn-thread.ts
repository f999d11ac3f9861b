/** A thread's whole life: learn from what it was started with, say what came of it, end. */
import { constants, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { learnLanguage } from '@yingda/domain/bot/learned-language.ts'
import { segmenter } from './segmenter.ts'
import type { Material } from './material.ts'
import { pack } from './packed.ts'

const { articles, language } = workerData as Material // as `learnAside` starts it
// Linux alone counts threads for this: elsewhere it would slow the whole server down.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_BELOW_NORMAL)
// A copy of its own size: compressing leaves the result in a larger buffer, and only whole buffers are handed over.
const packed = Uint8Array.from(pack(learnLanguage(articles, language, segmenter)))
parentPort?.postMessage(packed, [packed.buffer])
