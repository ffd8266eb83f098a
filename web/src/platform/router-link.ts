import { Link } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, ComponentType, Ref } from 'react'

interface RouterLinkProps extends AnchorHTMLAttributes<HTMLAnchorElement> {
  to: string
  search: Record<string, string>
  hash?: string
  ref?: Ref<HTMLAnchorElement> | undefined
}

/** The router's link for addresses that come as text. */
export const RouterLink = Link as unknown as ComponentType<RouterLinkProps>
