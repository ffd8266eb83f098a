/**
 * Did the server that received a message for us find that it really comes from the domain of its From (RFC 8601)? `fail`: the
 * domain disowns it. Only the topmost header counts: whatever stands below may be the sender's invention.
 */
export const proofOf = (
  headers: readonly { name: string; value: string }[],
  { trustedServer, sender }: { trustedServer: string | null; sender: string },
): 'pass' | 'fail' | 'none' => {
  if (trustedServer === null) return 'none'
  const found = headers.find(({ name }) => name === 'authentication-results')
  if (found === undefined || serverOf(found.value) !== trustedServer.toLowerCase()) return 'none'
  const said = found.value.replaceAll(/\([^()]*\)/g, ' ').toLowerCase()
  const domain = sender.split('@').at(-1) ?? ''
  if (/\bdmarc=pass\b/.test(said)) return 'pass'
  if (/\bdmarc=fail\b/.test(said)) return 'fail'
  const results = said.split(';')
  const hasAligned = results.some((one) => {
    const signer = /\bdkim=pass\b/.test(one) ? /\bheader\.(?:d|i)=@?([\w.-]+)/.exec(one)?.[1] : undefined
    const mailer = /\bspf=pass\b/.test(one)
      ? /\bsmtp\.mailfrom=(?:[^\s;@]*@)?([\w.-]+)/.exec(one)?.[1]
      : undefined
    return [signer, mailer].some((one) => one !== undefined && isAligned(one, domain))
  })
  return hasAligned ? 'pass' : 'none'
}

const serverOf = (value: string): string => (/^\s*([^\s;]+)/.exec(value)?.[1] ?? '').toLowerCase()

/** The same domain, or one below it. */
const isAligned = (proved: string, domain: string): boolean =>
  proved === domain || (domain.endsWith(`.${proved}`) && proved.includes('.'))
