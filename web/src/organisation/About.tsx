import { organisationApi } from '#contract/organisation/api.ts'
import { Anchor, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { Page } from '../ui/page.tsx'

/** The licence, and whose work this stands on. */
export const About = () => {
  const { t } = useWords()
  const { data } = useApi(organisationApi.status, {}, { staleTime: Infinity })
  return (
    <Page title={t('organisation.about.title')} width="read">
      <Stack gap="lg">
        <div>
          <Text>{t('organisation.about.product')}</Text>
          <Text size="sm" c="dimmed">
            {data === undefined ? '\u00A0' : t('organisation.about.version', { version: data.version })}
          </Text>
        </div>
        <Part title={t('organisation.about.licence')} text={t('organisation.about.licenceText')}>
          <Anchor href="https://www.apache.org/licenses/LICENSE-2.0">
            {t('organisation.about.licenceLink')}
          </Anchor>
        </Part>
        <Part title={t('organisation.about.kit')} text={t('organisation.about.kitText')} />
        <Part title={t('organisation.about.diagrams')} text={t('organisation.about.diagramsText')}>
          <Anchor href="https://bpmn.io">bpmn.io</Anchor>
        </Part>
        <Part title={t('organisation.about.api')} text={t('organisation.about.apiText')}>
          <Anchor href="/api">{t('organisation.about.apiLink')}</Anchor>
        </Part>
      </Stack>
    </Page>
  )
}

const Part = ({ title, text, children }: { title: string; text: string; children?: ReactNode }) => (
  <section>
    <Title order={2}>{title}</Title>
    <Text size="sm">{text}</Text>
    {children !== undefined && <Text size="sm">{children}</Text>}
  </section>
)
