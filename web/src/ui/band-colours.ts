import { textOn } from '#contract/brand/colour.ts'
import type { CSSProperties } from 'react'

/** The band in a house's colour, with the text that is read best on it; the same in both appearances. */
export const bandColours = (colour: string | null): CSSProperties =>
  colour === null ? {} : { background: colour, color: textOn(colour) }
