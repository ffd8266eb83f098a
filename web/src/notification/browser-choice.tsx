import { Button, Group, List, Text, Title } from '@mantine/core'
import { ProblemAlert } from '../platform/errors.tsx'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { useBrowser } from './use-browser.ts'

/** Whether this very browser shows notifications, and which others do. */
export const BrowserChoice = () => {
  const { t } = useWords()
  const { exact } = useTime()
  const { way, others, isPending, error, begin, end, forget } = useBrowser()
  return (
    <section>
      <Title order={2} size="h3" mb={4}>
        {t('notification.browser.title')}
      </Title>
      <Text size="sm" mb="sm">
        {t(`notification.browser.${way}`)}
      </Text>
      {way === 'off' && (
        <Button variant="default" loading={isPending} onClick={begin}>
          {t('notification.browser.begin')}
        </Button>
      )}
      {way === 'on' && (
        <Button variant="default" loading={isPending} onClick={end}>
          {t('notification.browser.end')}
        </Button>
      )}
      <ProblemAlert error={error} />
      {others.length > 0 && (
        <List size="sm" mt="sm" listStyleType="none">
          {others.map(({ id, agent, createdAt }) => (
            <List.Item key={id}>
              <Group gap="xs">
                {t('notification.browser.other', { name: nameOf(agent), when: exact(createdAt) })}
                <Button size="compact-xs" variant="subtle" color="danger" onClick={() => forget(id)}>
                  {t('notification.browser.forget')}
                </Button>
              </Group>
            </List.Item>
          ))}
        </List>
      )}
    </section>
  )
}

/** What a browser says of itself, in a word or two. */
const nameOf = (agent: string): string => {
  const browser =
    ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari'].find((one) => agent.includes(`${one}/`)) ?? '?'
  const system =
    ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS', 'Linux'].find((one) => agent.includes(one)) ?? ''
  return [browser === 'Edg' ? 'Edge' : browser, system].filter(Boolean).join(' · ')
}
