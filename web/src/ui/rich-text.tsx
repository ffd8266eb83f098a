import { Typography } from '@mantine/core'
import style from './rich-text.module.css'

/** Shows text that somebody wrote. The server cleans it by one allow-list when it is written, never here. */
export const RichText = ({ html }: { html: string }) => (
  // oxlint-disable-next-line react/no-danger -- cleaned on write
  <Typography className={style['text']} fz="sm">
    <div dangerouslySetInnerHTML={{ __html: html }} />
  </Typography>
)

/** Whether an editor's HTML says anything. */
export const isBlank = (html: string): boolean =>
  html.replaceAll(/<(?!img|hr)[^>]*>|&nbsp;/g, '').trim() === ''
