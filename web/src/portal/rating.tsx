import { recordApi } from '#contract/record/api.ts'
import { Button, Stack, Text, Textarea, Title } from '@mantine/core'
import { IconStar, IconStarFilled } from '@tabler/icons-react'
import { useId, useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import tone from '../ui/tone.module.css'
import style from './portal.module.css'

const words = ['one', 'two', 'three', 'four', 'five'] as const

/** Five stars, said in words too; a comment for who wants to. */
export const Rating = ({ number }: { number: string }) => {
  const { t } = useWords()
  const name = useId()
  const [rating, setRating] = useState(0)
  const [comment, setComment] = useState('')
  const [isMissing, setMissing] = useState(false)
  const rate = useAction(recordApi.rate, { invalidates: [recordApi.read, recordApi.list] })
  const send = () => {
    setMissing(rating === 0)
    if (rating === 0) return
    rate.mutate({ number, rating, ...(comment.trim() === '' ? {} : { comment: comment.trim() }) })
  }
  return (
    <section className={`${style['panel']} ${tone['accent']}`}>
      <Stack gap="xs" align="flex-start">
        <div>
          <Title order={2}>{t('portal.rate.title')}</Title>
          <Text size="sm">{t('portal.rate.text')}</Text>
        </div>
        <fieldset className={style['stars']} aria-label={t('portal.rate.title')}>
          {words.map((word, at) => (
            <label key={word} className={style['star']} title={t(`portal.rate.stars.${word}`)}>
              <input
                type="radio"
                name={name}
                aria-label={t(`portal.rate.stars.${word}`)}
                checked={rating === at + 1}
                onChange={() => setRating(at + 1)}
              />
              {at < rating ? <IconStarFilled size={30} aria-hidden /> : <IconStar size={30} aria-hidden />}
            </label>
          ))}
        </fieldset>
        {rating > 0 && (
          <Text size="sm" fw={600}>
            {t(`portal.rate.stars.${words[rating - 1] ?? 'five'}`)}
          </Text>
        )}
        <Textarea
          label={t('portal.rate.comment')}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
          autosize
          minRows={2}
          w="100%"
          maxLength={2000}
        />
        {isMissing && (
          <Text size="sm" c="var(--mantine-color-error)" role="alert">
            {t('portal.rate.missing')}
          </Text>
        )}
        <ProblemAlert error={rate.error} />
        <Button onClick={send} loading={rate.isPending}>
          {t('portal.rate.send')}
        </Button>
      </Stack>
    </section>
  )
}
