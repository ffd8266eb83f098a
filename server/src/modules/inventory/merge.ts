import { parts, type Hardware, type Inventory } from './inventory.ts'

export type Held = {
  inventory: Inventory
  /** False until a whole report has come: what is missing is then unknown, not absent. */
  isComplete: boolean
}

/**
 * A report over what is held: a part that it brings replaces, the others stay. Hardware is told in two sections of which a
 * partial report may lack one: there, what it does not say stays too.
 */
export const mergeInventory = (held: Held | null, report: Inventory, partial: boolean): Held => {
  if (held === null) return { inventory: report, isComplete: !partial }
  const known = held.inventory
  const brings = new Set(report.present)
  const inventory: Inventory = {
    ...known,
    ...Object.fromEntries(report.present.map((part) => [part, report[part]])),
    kind: report.kind,
    form: partial ? known.form : report.form,
    hardware: !brings.has('hardware')
      ? known.hardware
      : partial
        ? hardwareOver(known.hardware, report.hardware)
        : report.hardware,
    present: parts.filter((part) => brings.has(part) || known.present.includes(part)),
  }
  return { inventory, isComplete: held.isComplete || !partial }
}

/** Without its network a report sees less of a virtual machine: once seen as one, it stays one until a whole report. */
const hardwareOver = (held: Hardware, report: Hardware): Hardware => {
  const said = Object.fromEntries(Object.entries(report).filter(([, value]) => value !== null))
  return { ...held, ...said, isVirtual: held.isVirtual || report.isVirtual }
}
