import { createTheme, type CSSVariablesResolver, type MantineColorsTuple } from '@mantine/core'

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

const system = 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif'

/** Calm, dense enough for work, in the machine's own letters. */
export const theme = createTheme({
  colors: { petrol },
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
    Anchor: { defaultProps: { underline: 'always' } },
    Tooltip: {
      defaultProps: { openDelay: 250, multiline: true, events: { hover: true, focus: true, touch: true } },
    },
    Modal: { defaultProps: { centered: true } },
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
    '--mantine-color-default-border': '#868e96',
  },
  dark: {
    '--line': '#3a4048',
    '--line-strong': '#7d8792',
    '--hover': '#2d323a',
    '--rail-ground': '#1c2025',
    '--accent-ground': '#0e3239',
    '--accent-text': '#9fdae3',
    '--mantine-color-body': '#22262b',
    '--mantine-color-text': '#dde1e6',
    '--mantine-color-dimmed': '#a7b0ba',
    '--mantine-color-placeholder': '#98a2ad',
    '--mantine-color-anchor': '#86c4ce',
    '--mantine-color-error': '#ff9c96',
    '--mantine-color-default-border': '#7d8792',
  },
})
