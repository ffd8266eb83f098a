import { connect } from 'node:net'

/** Does anybody answer there at all? */
export const canReach = (host: string, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: 10_000 })
    socket.once('connect', () => {
      socket.destroy()
      resolve()
    })
    socket.once('timeout', () => {
      socket.destroy()
      reject(new Error('ETIMEDOUT'))
    })
    socket.once('error', reject)
  })
