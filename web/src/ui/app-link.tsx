import { Anchor, type AnchorProps } from '@mantine/core'
import type { AnchorHTMLAttributes, ReactNode, Ref } from 'react'
import { partsOf } from '../platform/address.ts'
import { RouterLink } from '../platform/router-link.ts'

export interface AppLinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  href: string
  /** Whether an address below it counts as here, too. */
  activeOptions?: { exact: boolean }
  ref?: Ref<HTMLAnchorElement>
}

/** A link within the application; as `component` it makes a link of any Mantine piece: `<Button component={AppLink} href="/nouveau">`. */
export const AppLink = ({ href, ...rest }: AppLinkProps) => {
  const { to, search, hash } = partsOf(href)
  return <RouterLink {...rest} to={to} search={search} {...(hash === '' ? {} : { hash })} />
}

/** A link in running text. */
export const TextLink = ({ href, children, ...rest }: TextLinkProps) => (
  <Anchor component={AppLink} href={href} {...rest}>
    {children}
  </Anchor>
)

interface TextLinkProps extends AnchorProps {
  href: string
  children: ReactNode
}
