/** Says in a corner that something was done; the piece that shows it is loaded when it first speaks. */
export const notify = async (message: string, tone: 'done' | 'failed' = 'done'): Promise<void> => {
  const { notifications } = await import('@mantine/notifications')
  notifications.show({
    message,
    color: tone === 'done' ? 'green' : 'red',
    autoClose: tone === 'done' ? 4000 : 12_000,
  })
}
