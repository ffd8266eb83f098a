import { mailApi } from '#contract/mail/api.ts'
import { Button, Group, Stack, TagsInput, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { fieldErrorsOf, ProblemAlert } from '../platform/errors.tsx'
import { useAction, useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { keepsRelations } from '../settings/may-keep.ts'

/** From which domains somebody unknown is taken for a person of the client. */
export const ClientDomains = ({ clientId }: { clientId: string }) => {
  const { t } = useWords()
  const mayKeep = keepsRelations(useSession())
  const { data } = useApi(mailApi.readDomains, { id: clientId })
  const [changed, setChanged] = useState<string[] | null>(null)
  const save = useAction(mailApi.writeDomains, {
    invalidates: [mailApi.readDomains],
    onSuccess: () => setChanged(null),
  })
  const domains = changed ?? data?.domains ?? []
  return (
    <section>
      <Title order={2} mb="xs">
        {t('mail.domain.title')}
      </Title>
      <Stack gap="xs">
        <Text size="sm">{t('mail.domain.text')}</Text>
        {mayKeep ? (
          <Group align="flex-end">
            <TagsInput
              flex={1}
              label={t('mail.domain.label')}
              placeholder={domains.length === 0 ? t('mail.domain.placeholder') : ''}
              value={domains}
              error={fieldErrorsOf(save.error)['domains']}
              onChange={setChanged}
            />
            <Button
              variant="default"
              disabled={changed === null}
              loading={save.isPending}
              onClick={() => save.mutate({ id: clientId, domains })}
            >
              {t('mail.domain.save')}
            </Button>
          </Group>
        ) : (
          <Text size="sm">{domains.length === 0 ? t('mail.domain.none') : domains.join(', ')}</Text>
        )}
        <ProblemAlert error={save.error} fields={['domains']} />
      </Stack>
    </section>
  )
}
