import { useQuery } from '@tanstack/react-query'
import { useDebouncedValue } from '@mantine/hooks'
import { useState, type KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { iconChat, iconPerson, iconRight, iconSearch } from '@yingda/ui/icons.ts'
import { search } from '../../features/conversation/conversation-api.ts'
import { useConversationTitle } from '../../features/conversation/use-conversation-title.ts'
import { keys } from '../query-keys.ts'
import { Dialog } from '../ui/Dialog.tsx'
import { Icon } from '../ui/Icon.tsx'
import { matchingCommands } from './match-commands.ts'
import { useCommands, type Command } from './use-commands.ts'

/** `typed`: what was written while the bar was being loaded. */
type CommandBarProps = { typed: string; onClose: () => void; onKeys: () => void }

/** Ctrl-K: go anywhere, do anything, find anyone. Arrow keys choose, Enter does it. */
export default function CommandBar({ typed, onClose, onKeys }: CommandBarProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(typed)
  const [at, setAt] = useState(0)
  const [asked] = useDebouncedValue(text.trim(), 200)
  const { commands, goTo } = useCommands(onKeys)
  const titleOf = useConversationTitle()
  const found = useQuery({ queryKey: keys.search(asked), queryFn: ({ signal }) => search(asked, signal), enabled: asked.length > 1 }).data

  const lines: Command[] = [
    ...matchingCommands(commands, text),
    ...(found && asked.length > 1
      ? [
          ...found.customers.slice(0, 4).map((customer) => ({
            id: customer.id,
            icon: iconPerson,
            label: customer.name ?? t('customer.visitor'),
            detail: customer.externalId ?? '',
            run: () => goTo.customer(customer.id),
          })),
          ...found.conversations.slice(0, 6).map(({ row, seq }) => ({
            id: row.id,
            icon: iconChat,
            label: titleOf(row),
            detail: `${row.customer.name ?? t('customer.visitor')} ${row.reference}`,
            run: () => goTo.conversation(row.id, seq),
          })),
        ]
      : []),
    ...(text.trim()
      ? [{ id: 'search', icon: iconSearch, label: t('commands.searchFor', { text: text.trim() }), detail: '', run: () => goTo.search(text.trim()) }]
      : []),
  ]
  const chosen = Math.min(at, lines.length - 1)
  const run = (line: Command | undefined) => {
    onClose()
    line?.run()
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step) setAt((chosen + step + lines.length) % Math.max(lines.length, 1))
    if (event.key === 'Enter') run(lines[chosen])
    if (step || event.key === 'Enter') event.preventDefault()
  }

  return (
    <Dialog title={t('commands.title')} onClose={onClose} atTop>
      <div className="cmdbar">
        <div className="in">
          <Icon of={iconSearch} />
          <input
            data-autofocus
            autoFocus
            role="combobox"
            aria-expanded="true"
            aria-controls="cmd-lines"
            aria-activedescendant={lines[chosen] ? `cmd-${lines[chosen].id}` : undefined}
            aria-label={t('shell.searchOrRun')}
            placeholder={t('shell.searchOrRun')}
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              setAt(0)
            }}
            onKeyDown={onKeyDown}
          />
        </div>
        <ul id="cmd-lines" role="listbox" aria-label={t('commands.title')}>
          {lines.map((line, index) => (
            <li
              key={line.id}
              id={`cmd-${line.id}`}
              role="option"
              aria-selected={index === chosen}
              ref={index === chosen ? (element) => element?.scrollIntoView({ block: 'nearest' }) : undefined}
              onMouseMove={() => setAt(index)}
              onClick={() => run(line)}
            >
              <Icon of={line.icon ?? iconRight} />
              <span>{line.label}</span>
              <small>{line.detail}</small>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}
