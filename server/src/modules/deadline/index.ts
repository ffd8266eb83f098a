import './kind.ts'

export { readClocks, readElapsed, type Clock, type Clocks } from './clock.ts'
export { explainDeadline, type DeadlineStep } from './explain.ts'
export type { ClockFact } from './facts.ts'
export { scheduleOf, type Deadline } from './schedule.ts'
