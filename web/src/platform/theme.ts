import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'
import type { WordsInUse } from './words.ts'

/** The one accent: petrol. */
const petrol: MantineColorsTuple = [
  '#edf7f8',
  '#dbecef',
  '#b3d9df',
  '#86c4ce',
  '#5fb0bd',
  '#3d9bab',
  '#1f7f90',
  '#0d5f6e',
  '#0a4d5a',
  '#073c46',
]

/** Greys whose fourth step draws the edge of a field: 3 : 1 on the ground in both appearances. */
const gray: MantineColorsTuple = [
  '#f6f8f9',
  '#eef1f3',
  '#e3e7eb',
  '#d5dae0',
  '#8a939c',
  '#7b858f',
  '#5f6a75',
  '#48515b',
  '#32393f',
  '#1b1f24',
]
const dark: MantineColorsTuple = [
  '#dde1e6',
  '#c2c9d1',
  '#a7b0ba',
  '#8b95a0',
  '#76818c',
  '#3a4048',
  '#2b3037',
  '#22262b',
  '#1c2025',
  '#15181c',
]

/** For what can't be taken back: white on it has 6.5 : 1. */
const danger: MantineColorsTuple = [
  '#fdeced',
  '#f9d4d6',
  '#f3b9bc',
  '#e98b90',
  '#dc5f65',
  '#c93f46',
  '#b3261e',
  '#b3261e',
  '#8c1c17',
  '#6d1511',
]

const system = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'

const scrolling = { maxHeight: '16rem', overflowY: 'auto' } as const

/** Calm, dense enough for work, in the machine's own letters. */
export const themeIn = (t: WordsInUse['t']) =>
  createTheme({
    colors: { petrol, gray, dark, danger },
    primaryColor: 'petrol',
    primaryShade: { light: 7, dark: 6 },
    fontFamily: system,
    fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "Liberation Mono", monospace',
    headings: {
      fontFamily: system,
      fontWeight: '650',
      sizes: {
        h1: { fontSize: '1.375rem', lineHeight: '1.3' },
        h2: { fontSize: '1.125rem', lineHeight: '1.35' },
        h3: { fontSize: '1rem', lineHeight: '1.4' },
        h4: { fontSize: '0.9375rem', lineHeight: '1.4' },
      },
    },
    fontSizes: { xs: '0.75rem', sm: '0.875rem', md: '0.9375rem', lg: '1.0625rem', xl: '1.25rem' },
    defaultRadius: 'sm',
    cursorType: 'pointer',
    respectReducedMotion: true,
    focusRing: 'auto',
    components: {
      Button: { defaultProps: { size: 'sm' } },
      TextInput: { defaultProps: { size: 'sm' } },
      CloseButton: { defaultProps: { 'aria-label': t('shell.confirm.close') } },
      // The list itself scrolls: what a combobox controls need not be a stop of the Tab key.
      Select: { defaultProps: { withScrollArea: false }, styles: { options: scrolling } },
      MultiSelect: { defaultProps: { withScrollArea: false }, styles: { options: scrolling } },
      Autocomplete: { defaultProps: { withScrollArea: false }, styles: { options: scrolling } },
      Table: { defaultProps: { borderColor: 'var(--line)' } },
      Divider: { defaultProps: { color: 'var(--line)' } },
      Anchor: { defaultProps: { underline: 'always' } },
      Tooltip: {
        defaultProps: { openDelay: 250, multiline: true, events: { hover: true, focus: true, touch: true } },
      },
      // Its header is not the page's: one banner is enough.
      Modal: { defaultProps: { centered: true, attributes: { header: { role: 'presentation' } } } },
    },
  })

/** What Mantine leaves too pale or does not name; every text colour has at least 4.5 : 1 on its ground. */
export const variables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--line': '#dfe3e8',
    '--line-strong': '#868e96',
    '--hover': '#eceff2',
    '--rail-ground': '#f6f8f9',
    '--accent-ground': '#e6f3f5',
    '--accent-text': '#0b5563',
    '--mantine-color-dimmed': '#5a6570',
    '--mantine-color-placeholder': '#66717c',
    '--mantine-color-error': '#b3261e',
    '--mantine-color-text': '#1b1f24',
  },
  dark: {
    '--line': '#3a4048',
    '--line-strong': '#7d8792',
    '--hover': '#2d323a',
    '--rail-ground': '#1c2025',
    '--accent-ground': '#0e3239',
    '--accent-text': '#9fdae3',
    '--mantine-color-dimmed': '#a7b0ba',
    '--mantine-color-placeholder': '#98a2ad',
    '--mantine-color-anchor': '#86c4ce',
    '--mantine-color-error': '#ff9c96',
  },
})
