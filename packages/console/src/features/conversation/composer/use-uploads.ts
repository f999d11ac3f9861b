import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../../app/i18n/use-language.ts'
import { notices } from '../../../app/notices.ts'
import { MAX_FILE_BYTES, MAX_FILES, uploadFile } from '../../../app/upload.ts'
import { useErrorText } from '../../../app/use-error-text.ts'
import type { ComposerState } from './use-composer.ts'

export type RunningUpload = { key: number; name: string; share: number }
let nextKey = 1

/** Files on their way to the server; what arrives joins the draft. */
export function useUploads(composer: ComposerState) {
  const { t } = useTranslation()
  const language = useLanguage()
  const textOf = useErrorText()
  const [running, setRunning] = useState<readonly RunningUpload[]>([])
  const [cancelled] = useState(() => new Set<number>())

  const add = (files: Iterable<File>): void => {
    const room = MAX_FILES - composer.draft.attachments.length - running.length
    const list = [...files]
    if (list.length > room) notices.say(t('composer.tooMany', { count: MAX_FILES }), 'risk')
    for (const file of list.slice(0, Math.max(room, 0))) void upload(file)
  }
  const upload = async (file: File): Promise<void> => {
    if (file.size > MAX_FILE_BYTES) return notices.say(t('composer.tooLarge', { name: file.name }), 'risk')
    const key = nextKey++
    setRunning((list) => [...list, { key, name: file.name, share: 0 }])
    try {
      const stored = await uploadFile(file, language, (share) => setRunning((list) => list.map((one) => (one.key === key ? { ...one, share } : one))))
      if (!cancelled.has(key)) composer.addAttachment(stored)
    } catch (error) {
      if (!cancelled.has(key)) notices.say(t('composer.notUploaded', { name: file.name, why: textOf(error) }), 'risk')
    } finally {
      setRunning((list) => list.filter((one) => one.key !== key))
    }
  }
  const cancel = (key: number): void => {
    cancelled.add(key)
    setRunning((list) => list.filter((one) => one.key !== key))
  }
  return { running, add, cancel }
}
