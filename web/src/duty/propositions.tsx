import { dutyApi, type DutyProposition } from '#contract/duty/api.ts'
import { Alert, Button, Checkbox, Collapse, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBulb } from '@tabler/icons-react'
import { useState } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction, useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { sayRhythm } from '../recurrence/say-rhythm.ts'

const keyOf = ({ key, clientId }: DutyProposition): string => `${key} ${clientId ?? ''}`

/** What the kit proposes and the firm does not have: in force by one click of who may. */
export const Propositions = ({ mayAdopt }: { mayAdopt: boolean }) => {
  const words = useWords()
  const { t, say } = words
  const { data } = useApi(dutyApi.listPropositions, {})
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [isOpen, { toggle }] = useDisclosure(false)
  const adopt = useAction(dutyApi.adopt, {
    invalidates: [dutyApi.listRules, dutyApi.listPropositions],
    onSuccess: () => void notify(t('duty.proposition.adopted')),
  })
  const items = data?.items ?? []
  if (items.length === 0) return null
  const chosen = items.filter((one) => !left.has(keyOf(one)))
  const take = (isPaused: boolean) =>
    adopt.mutate({ chosen: chosen.map(({ key, clientId }) => ({ key, clientId })), isPaused })
  const turn = (key: string) =>
    setLeft(
      (before) => new Set(before.has(key) ? [...before].filter((one) => one !== key) : [...before, key]),
    )
  return (
    <Alert
      variant="light"
      icon={<IconBulb aria-hidden />}
      title={t('duty.proposition.title', { count: items.length })}
    >
      <Stack gap="sm">
        <Text size="sm">{t(mayAdopt ? 'duty.proposition.text' : 'duty.proposition.textOther')}</Text>
        <Group gap="xs">
          {mayAdopt && (
            <>
              <Button loading={adopt.isPending} disabled={chosen.length === 0} onClick={() => take(false)}>
                {t('duty.proposition.adopt')}
              </Button>
              <Button
                variant="default"
                disabled={chosen.length === 0 || adopt.isPending}
                onClick={() => take(true)}
              >
                {t('duty.proposition.adoptPaused')}
              </Button>
            </>
          )}
          <Button variant="subtle" aria-expanded={isOpen} onClick={toggle}>
            {t('duty.proposition.show')}
          </Button>
        </Group>
        <ProblemAlert error={adopt.error} />
        <Collapse expanded={isOpen}>
          <Stack gap="xs">
            {items.map((one) => {
              const text = `${sayRhythm(words, one.rhythm, null)} · ${t(`duty.roles.${one.ownerRole}`)}`
              const name = one.clientName === null ? say(one.name) : `${say(one.name)} – ${one.clientName}`
              return mayAdopt ? (
                <Checkbox
                  key={keyOf(one)}
                  label={name}
                  description={text}
                  checked={!left.has(keyOf(one))}
                  onChange={() => turn(keyOf(one))}
                />
              ) : (
                <Text key={keyOf(one)} size="sm">
                  {name} : {text}
                </Text>
              )
            })}
          </Stack>
        </Collapse>
      </Stack>
    </Alert>
  )
}
