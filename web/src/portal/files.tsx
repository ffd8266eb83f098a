import { attachmentApi } from '#contract/attachment/api.ts'
import { IconFile } from '@tabler/icons-react'
import { addressOf } from '../platform/api.ts'
import { useAll } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import style from './portal.module.css'

/** The files of a demand that its reader may have. */
export const Files = ({ number }: { number: string }) => {
  const { t } = useWords()
  const { bytes } = useTime()
  const { items } = useAll(attachmentApi.list, { number })
  if (items.length === 0) return null
  return (
    <div>
      <dt>{t('portal.files.title')}</dt>
      <dd>
        <ul className={style['files']}>
          {items.map(({ id, name, size, isRedacted }) => (
            <li key={id}>
              <IconFile size={16} aria-hidden style={{ flex: 'none' }} />
              {isRedacted ? (
                <span>
                  {name} ({t('portal.files.gone')})
                </span>
              ) : (
                <a href={addressOf(attachmentApi.download, { id })} download={name}>
                  {name} ({bytes(size)})
                </a>
              )}
            </li>
          ))}
        </ul>
      </dd>
    </div>
  )
}
