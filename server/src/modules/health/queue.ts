import type { Reading } from '#platform/module.ts'

/** Jobs are done within seconds: what waits for minutes is not being done at all. */
export const queueTone = ({
  minutes,
  failed,
  waiting,
}: {
  minutes: number
  failed: number
  waiting: number
}): Pick<Reading, 'tone' | 'cause'> => {
  if (minutes >= 10) return { tone: 'danger', cause: 'stuck' }
  if (failed > 0) return { tone: 'warning', cause: 'failed' }
  if (minutes >= 2) return { tone: 'caution', cause: 'slow' }
  return { tone: 'success', cause: waiting === 0 ? 'empty' : 'flowing' }
}
