import type { OfferedModel } from '#contract/request/model.ts'
import { Loader, Stack, Text, TextInput, Title } from '@mantine/core'
import { IconMessageQuestion, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useWords } from '../platform/words.ts'
import { AppLink } from '../ui/app-link.tsx'
import style from './catalogue.module.css'
import { ModelIcon } from './model-icon.tsx'
import { byCategory, useModels } from './use-models.ts'

/** What a client may ask for, by category; and always a way to say it in one's own words. */
export const Catalogue = () => {
  const { t, say } = useWords()
  const { models, error, isPending } = useModels()
  const [words, setWords] = useState('')
  const found = models.filter((model) => isAbout(model, folded(words), say))
  if (isPending) return <Loader size="sm" />
  return (
    <Stack gap="md">
      <ProblemAlert error={error} />
      <Text size="sm">{t('request.catalogue.lead')}</Text>
      <TextInput
        size="md"
        type="search"
        aria-label={t('request.catalogue.search')}
        placeholder={t('request.catalogue.search')}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={words}
        onChange={({ currentTarget }) => setWords(currentTarget.value)}
        maw={420}
      />
      <div role="status">{found.length === 0 && <Text size="sm">{t('request.catalogue.nothing')}</Text>}</div>
      {byCategory(found, say).map(([category, inside]) => (
        <section key={category}>
          <Title order={2} size="h4" mb={6}>
            {category}
          </Title>
          <ul className={style['cards']}>
            {inside.map((model) => (
              <li key={model.key}>
                <AppLink href={`/portail/catalogue/${model.key}`} className={style['card']}>
                  <Card model={model} />
                </AppLink>
              </li>
            ))}
          </ul>
        </section>
      ))}
      <section>
        <Title order={2} size="h4" mb={6}>
          {t('request.catalogue.other')}
        </Title>
        <ul className={style['cards']}>
          <li>
            <AppLink href="/portail/aide-immediate?genre=REQ&libre=oui" className={style['card']}>
              <span className={style['icon']}>
                <IconMessageQuestion size={24} aria-hidden />
              </span>
              <span>
                <span className={style['name']}>{t('request.catalogue.other')}</span>
                <span className={style['text']}>{t('request.catalogue.otherText')}</span>
              </span>
            </AppLink>
          </li>
        </ul>
      </section>
    </Stack>
  )
}

const Card = ({ model }: { model: OfferedModel }) => {
  const { t, say } = useWords()
  return (
    <>
      <span className={style['icon']}>
        <ModelIcon name={model.icon} />
      </span>
      <span>
        <span className={style['name']}>{say(model.name)}</span>
        {model.summary !== null && <span className={style['text']}>{say(model.summary)}</span>}
        {model.isOutOfContract && model.price !== null && (
          <span className={style['text']}>{t('request.catalogue.price', { price: model.price })}</span>
        )}
      </span>
    </>
  )
}

/** As people compare words: without accents and capitals. */
const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase().trim()

const isAbout = (
  { name, summary, category }: OfferedModel,
  words: string,
  say: (one: OfferedModel['name']) => string,
) =>
  [name, category, ...(summary === null ? [] : [summary])].some((text) => folded(say(text)).includes(words))
