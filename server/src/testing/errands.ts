/** Work for threads of their own, in a file that does nothing else when it is imported there. */
export const doubled = (numbers: readonly number[]): number[] => numbers.map((number) => number * 2)

export const sulks = (why: string): number => {
  throw new Error(why)
}

/** Until it is told that time is up, which only others can do while it turns. */
export const waits = (flag: SharedArrayBuffer): string => {
  const seen = new Int32Array(flag)
  while (Atomics.load(seen, 0) === 0);
  return 'told'
}
