import { useEffect, useId, useRef, useState, type ButtonHTMLAttributes, type ReactNode } from 'react'
import { AppLink } from './app-link.tsx'
import style from './dropdown.module.css'

/** A button that shows a short list of links and actions: light enough for the frame of every page.
 *  Escape, a choice and a click elsewhere close it; the arrow keys go through it. */
export const Dropdown = ({ face, label, className = '', side = 'below', children }: DropdownProps) => {
  const [isOpen, setOpen] = useState(false)
  const place = useRef<HTMLDivElement>(null)
  const trigger = useRef<HTMLButtonElement>(null)
  const id = useId()
  useEffect(() => {
    if (!isOpen) return undefined
    const leave = (event: Event) => {
      if (event.target instanceof Node && place.current?.contains(event.target) !== true) setOpen(false)
    }
    document.addEventListener('pointerdown', leave)
    document.addEventListener('focusin', leave)
    return () => {
      document.removeEventListener('pointerdown', leave)
      document.removeEventListener('focusin', leave)
    }
  }, [isOpen])
  const press = (event: React.KeyboardEvent) => {
    if (event.key === 'Escape' && isOpen) {
      setOpen(false)
      trigger.current?.focus()
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    setOpen(true)
    requestAnimationFrame(() => step(place.current, event.key === 'ArrowDown' ? 1 : -1))
  }
  return (
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys bubble up from the button and the entries
    <div ref={place} className={style['place']} onKeyDown={press}>
      <button
        ref={trigger}
        type="button"
        className={`${style['trigger']} ${className}`}
        aria-expanded={isOpen}
        aria-controls={id}
        aria-label={label}
        onClick={() => setOpen(!isOpen)}
      >
        {face}
      </button>
      <div id={id} hidden={!isOpen} className={`${style['panel']} ${style[side]}`}>
        {isOpen && children(() => setOpen(false))}
      </div>
    </div>
  )
}

interface DropdownProps {
  /** What the button shows; `label` says it where the face is a picture. */
  face: ReactNode
  label?: string
  className?: string
  side?: 'below' | 'above'
  children: (close: () => void) => ReactNode
}

export const DropdownLink = ({ href, icon, onClick, children, inset = false }: DropdownLinkProps) => (
  <AppLink href={href} className={`${style['item']} ${inset ? style['inset'] : ''}`} onClick={onClick}>
    {icon}
    <span>{children}</span>
  </AppLink>
)

interface DropdownLinkProps {
  href: string
  icon?: ReactNode
  onClick: () => void
  inset?: boolean
  children: ReactNode
}

export const DropdownAction = ({ icon, children, className = '', ...rest }: DropdownActionProps) => (
  <button type="button" className={`${style['item']} ${className}`} {...rest}>
    {icon}
    <span>{children}</span>
  </button>
)

interface DropdownActionProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  icon?: ReactNode
}

export const DropdownLabel = ({ children }: { children: ReactNode }) => (
  <div className={style['label']}>{children}</div>
)

const step = (place: HTMLElement | null, by: 1 | -1): void => {
  const entries = [...(place?.querySelectorAll<HTMLElement>(`.${style['item'] ?? ''}`) ?? [])]
  const at = entries.findIndex((entry) => entry === document.activeElement)
  const next = at === -1 ? (by === 1 ? 0 : -1) : (at + by) % entries.length
  entries.at(next)?.focus()
}
