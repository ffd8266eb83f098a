import { createTheme, type MantineColorsTuple } from '@mantine/core'

/** The one accent: petrol. White on shade 7 has a contrast of 7.3, shade 3 on the dark ground one of 8.9. */
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
