import type { Module } from '#platform/module.ts'
import { session } from './modules/session/index.ts'

/** The one list of modules. */
export const modules: readonly Module[] = [session]
