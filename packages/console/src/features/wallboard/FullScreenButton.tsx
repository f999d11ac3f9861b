import { useFullscreenDocument } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import { iconEye } from '@yingda/ui/icons.ts'
import { Button } from '../../app/ui/Button.tsx'

/** For a screen on the wall: the board alone, without the console around it. */
export function FullScreenButton() {
  const { t } = useTranslation()
  const { toggle, fullscreen } = useFullscreenDocument()
  if (!document.fullscreenEnabled) return null
  return (
    <Button icon={iconEye} aria-pressed={fullscreen} onClick={() => void toggle()}>
      {t(fullscreen ? 'wallboard.leaveFullScreen' : 'wallboard.fullScreen')}
    </Button>
  )
}
