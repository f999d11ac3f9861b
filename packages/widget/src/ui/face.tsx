import { iconBot, iconHeadset } from '@yingda/ui/icons.ts'
import { Icon } from './icon.tsx'

type Props = { of: 'bot' | 'desk' | { readonly name: string } }

/** The round picture of who speaks: a drawing for the bot and the desk, signs of the name for a person. */
export const Face = ({ of }: Props) => (
  <span class="av" aria-hidden="true">
    {of === 'bot' ? <Icon d={iconBot} size={20} /> : of === 'desk' ? <Icon d={iconHeadset} size={20} /> : signsOf(of.name)}
  </span>
)

/** 林晓 → 林, Maya Chen → MC. */
function signsOf(name: string): string {
  if (/^\p{Script=Han}/u.test(name)) return [...name][0] ?? ''
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => ([...part][0] ?? '').toUpperCase())
    .join('')
}
