import { Link } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ComponentType, Ref } from 'react'

interface RouterLinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  to: string
  search: Record<string, string>
  hash?: string
  activeOptions?: { exact: boolean }
  ref?: Ref<HTMLAnchorElement> | undefined
}

/** The router's types know the routes that are written out; addresses that come as text are as good to it. */
const takesText = (link: unknown): link is ComponentType<RouterLinkProps> => link === Link

const textLink = (link: unknown): ComponentType<RouterLinkProps> => {
  if (takesText(link)) return link
  throw new Error('The link of the router is expected.')
}

/** The router's link for addresses that come as text. */
export const RouterLink = textLink(Link)
