import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'
import { useSyncExternalStore } from 'react'
import { usePreferences, type Preferences } from './preferences.ts'

// Mantine asks for ten shades; every one of them is a token, so there is no colour of its own.
const jade: MantineColorsTuple = [
  'var(--accent-tint)',
  'var(--accent-tint)',
  'var(--accent-tint)',
  'var(--line-strong)',
  'var(--accent)',
  'var(--accent)',
  'var(--accent)',
  'var(--accent-hover)',
  'var(--accent-hover)',
  'var(--accent-hover)',
]

export const theme = createTheme({
  primaryColor: 'jade',
  colors: { jade },
  fontFamily: 'inherit',
  fontFamilyMonospace: 'var(--mono)',
  defaultRadius: 'var(--r-control)',
  fontSizes: { xs: 'var(--t12)', sm: 'var(--t13)', md: 'var(--t14)', lg: 'var(--t16)', xl: 'var(--t20)' },
  spacing: { xs: 'var(--s2)', sm: 'var(--s3)', md: 'var(--s4)', lg: 'var(--s5)', xl: 'var(--s6)' },
  respectReducedMotion: true,
  cursorType: 'pointer',
})

const fromTokens: Record<string, string> = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--accent-ink)',
  '--mantine-color-error': 'var(--risk)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-disabled': 'var(--sunken)',
  '--mantine-color-disabled-color': 'var(--ink-3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-filled-hover': 'var(--accent-hover)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
  '--mantine-primary-color-light': 'var(--accent-tint)',
  '--mantine-primary-color-light-color': 'var(--accent-ink)',
  '--mantine-line-height': '20px',
}
export const variables: CSSVariablesResolver = () => ({ variables: {}, light: fromTokens, dark: fromTokens })

const darkMedia = window.matchMedia('(prefers-color-scheme: dark)')
const listenToSystem = (listener: () => void): (() => void) => {
  darkMedia.addEventListener('change', listener)
  return () => darkMedia.removeEventListener('change', listener)
}

/** Tells the tokens which side the person chose; nothing set means that they follow the system. */
export function applyTheme({ theme: chosen }: Preferences): void {
  if (chosen === 'system') document.documentElement.removeAttribute('data-theme')
  else document.documentElement.setAttribute('data-theme', chosen)
}

/** Light or dark as it is shown now. */
export function useColorScheme(): 'light' | 'dark' {
  const { theme: chosen } = usePreferences()
  const systemIsDark = useSyncExternalStore(listenToSystem, () => darkMedia.matches)
  if (chosen !== 'system') return chosen
  return systemIsDark ? 'dark' : 'light'
}
