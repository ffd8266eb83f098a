import type { Intervention } from '#contract/intervention/api.ts'
import { useState } from 'react'
import { keep, kept } from '../platform/keep.ts'

export interface Draft {
  note: string
  isPublic: boolean
  signer: string
  workMinutes: number | null
  travelMinutes: number | null
  travelKm: number | null
  parts: readonly DraftPart[]
}

export interface DraftPart {
  key: string
  label: string
  /** As people write them: « 2,5 » and « 89,90 », or nothing. */
  quantity: string
  price: string
}

/** What is being typed survives a reload as well. */
export const useDraft = (visit: Intervention) => {
  const name = `visit.${visit.id}`
  const [draft, setDraft] = useState<Draft>(() => read(kept(name)) ?? fresh(visit))
  const change = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    setDraft(next)
    keep(name, JSON.stringify(next))
  }
  return { draft, change, forget: () => keep(name, null) }
}

const fresh = (visit: Intervention): Draft => ({
  note: '',
  isPublic: true,
  signer: '',
  workMinutes: null,
  travelMinutes: visit.travelMinutes === 0 ? null : visit.travelMinutes,
  travelKm: visit.travelKm === 0 ? null : visit.travelKm,
  parts: visit.parts.map(({ label, quantity, priceMinor }, at) => ({
    key: `known-${at}`,
    label,
    quantity: String(quantity),
    price: priceMinor === null ? '' : String(priceMinor / 100),
  })),
})

const read = (text: string | null): Draft | null => {
  if (text === null) return null
  try {
    const value: unknown = JSON.parse(text)
    return isDraft(value) ? value : null
  } catch {
    return null
  }
}

const isDraft = (value: unknown): value is Draft =>
  typeof value === 'object' &&
  value !== null &&
  'note' in value &&
  'parts' in value &&
  Array.isArray(value.parts)

/** A decimal number with a comma or a point; null where it is none. */
export const decimalIn = (text: string): number | null => {
  const plain = text.replaceAll(/\s/g, '').replace(',', '.')
  return /^\d{1,9}(\.\d{1,2})?$/.test(plain) ? Number(plain) : null
}

export const isWhole = ({ label, quantity, price }: DraftPart): boolean =>
  label.trim() === '' || ((decimalIn(quantity) ?? 0) > 0 && (price === '' || decimalIn(price) !== null))

export const partsOf = (parts: readonly DraftPart[]): Intervention['parts'] =>
  parts
    .filter(({ label }) => label.trim() !== '')
    .map(({ label, quantity, price }) => {
      const each = decimalIn(price)
      return {
        label: label.trim(),
        quantity: decimalIn(quantity) ?? 1,
        priceMinor: each === null ? null : Math.round(each * 100),
      }
    })
