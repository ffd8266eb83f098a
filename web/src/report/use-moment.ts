import { useTime } from '../platform/time.ts'

/** Day and time of day, whole even today: what is on record is not « 0:54 ». */
export const useMoment = () => {
  const { day, clock } = useTime()
  return (instant: string): string => `${day(instant)} ${clock(instant)}`
}
