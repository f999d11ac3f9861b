import { useState } from 'preact/hooks'
import { iconPhone, iconRight } from '@yingda/ui/icons.ts'
import type { ThreadStory } from '../state/thread-story.ts'
import type { Thread } from '../state/thread.ts'
import { Icon } from '../ui/icon.tsx'
import { CallBackForm } from './call-back-form.tsx'
import { CallBackStands } from './call-back-stands.tsx'
import { RelatedHelp } from './related-help.tsx'
import { useMore } from './use-more.ts'

/** What can be done while one waits: read what may help already, or have a person come back. */
export function Meanwhile({ thread, story }: { thread: Thread; story: ThreadStory }) {
  const words = useMore()
  const [open, setOpen] = useState(false)
  return (
    <>
      {story.callBack !== null && !open && <CallBackStands thread={thread.id} callBack={story.callBack} onChange={() => setOpen(true)} />}
      {story.callBack === null && !open && (
        <button type="button" class="opt" onClick={() => setOpen(true)}>
          <Icon d={iconPhone} size={20} />
          <span>
            {words.callBack}
            <small>{words.callBackWhy}</small>
          </span>
          <Icon d={iconRight} />
        </button>
      )}
      {open && <CallBackForm thread={thread.id} before={story.callBack} onClose={() => setOpen(false)} />}
      <RelatedHelp question={thread.summary?.title ?? ''} told={articlesTold(thread)} />
    </>
  )
}

const articlesTold = ({ entries }: Thread): string[] =>
  entries.flatMap(({ view }) => (view.kind === 'message' && view.source !== null ? [view.source.articleSlug] : []))
