import { knowledgeApi, type PortalArticle } from '#contract/knowledge/api.ts'
import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core'
import { IconThumbDown, IconThumbUp } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'

/** « Cet article vous a-t-il aidé ? »: one answer a reader, with a word if he likes. */
export const Opinion = ({ number, mine }: { number: string; mine: PortalArticle['myOpinion'] }) => {
  const { t } = useWords()
  const [isUseful, choose] = useState<boolean | null>(mine?.isUseful ?? null)
  const [word, setWord] = useState(mine?.word ?? '')
  const [isTouched, touch] = useState(false)
  const judge = useAction(knowledgeApi.judge, { invalidates: [[knowledgeApi.read, { number }]] })
  const pick = (value: boolean) => {
    choose(value)
    touch(true)
    judge.mutate({ number, isUseful: value, word: word.trim() })
  }
  const send = () => {
    if (isUseful !== null)
      judge.mutate({ number, isUseful, word: word.trim() }, { onSuccess: () => touch(false) })
  }
  return (
    <Stack component="section" gap="xs" maw="44rem">
      <Title order={2} size="h4">
        {t('knowledge.opinion.question')}
      </Title>
      <Group gap="xs">
        {[true, false].map((value) => (
          <Button
            key={String(value)}
            variant={isUseful === value ? 'filled' : 'default'}
            aria-pressed={isUseful === value}
            leftSection={
              value ? <IconThumbUp size={16} aria-hidden /> : <IconThumbDown size={16} aria-hidden />
            }
            onClick={() => pick(value)}
          >
            {t(value ? 'knowledge.opinion.yes' : 'knowledge.opinion.no')}
          </Button>
        ))}
        {isUseful !== null && !isTouched && (
          <Text size="sm" role="status">
            {t('knowledge.opinion.thanks')}
          </Text>
        )}
      </Group>
      {isTouched && (
        <>
          <Textarea
            label={t('knowledge.opinion.word')}
            description={t('knowledge.opinion.wordHelp')}
            value={word}
            maxLength={500}
            autosize
            minRows={2}
            onChange={(event) => setWord(event.currentTarget.value)}
          />
          <Button variant="default" style={{ alignSelf: 'start' }} loading={judge.isPending} onClick={send}>
            {t('knowledge.opinion.send')}
          </Button>
        </>
      )}
      <ProblemAlert error={judge.error} />
    </Stack>
  )
}
