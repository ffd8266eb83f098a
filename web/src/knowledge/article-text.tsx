import { SegmentedControl, Typography } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../platform/words.ts'
import style from './knowledge.module.css'

interface Body {
  fr: string
  en?: string | undefined
}

/** The text of an article, set for reading; in the reader's language where it was written in it. */
export const ArticleText = ({ body }: { body: Body }) => {
  const { t, language } = useWords()
  const [chosen, choose] = useState<'fr' | 'en'>(language)
  const shown = body.en === undefined ? 'fr' : chosen
  return (
    <div>
      {body.en !== undefined && (
        <SegmentedControl
          size="xs"
          mb="sm"
          aria-label={t('knowledge.view.language')}
          value={shown}
          onChange={(given) => choose(given === 'en' ? 'en' : 'fr')}
          data={[
            { value: 'fr', label: t('knowledge.view.french') },
            { value: 'en', label: t('knowledge.view.english') },
          ]}
        />
      )}
      <Typography className={style['text']} lang={shown}>
        {/* oxlint-disable-next-line react/no-danger -- cleaned on write, by one allow-list */}
        <div dangerouslySetInnerHTML={{ __html: shown === 'en' ? (body.en ?? '') : body.fr }} />
      </Typography>
    </div>
  )
}
