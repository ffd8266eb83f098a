import { journalApi, type Verification } from '#contract/journal/api.ts'
import { Alert, Button, Group, List, Loader, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle, IconShieldCheck, IconShieldSearch } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { keepsAccounts } from '../settings/may-keep.ts'
import { QuietTable } from '../settings/quiet-table.tsx'
import style from '../settings/settings.module.css'
import { TextLink } from '../ui/app-link.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { Page } from '../ui/page.tsx'

type Result = Verification

/** Every chain recomputed and compared with the seals: the page to show an auditor. */
export const VerificationPage = () => {
  const { t } = useWords()
  const session = useSession()
  const verify = useAction(journalApi.verify)
  const mayVerify = keepsAccounts(session) || session.person.roles.includes('RGS/AC')
  const button = mayVerify && (
    <Button
      leftSection={<IconShieldSearch size={16} aria-hidden />}
      loading={verify.isPending}
      onClick={() => verify.mutate({})}
    >
      {t(verify.data === undefined ? 'settings.journal.action' : 'settings.journal.again')}
    </Button>
  )
  return (
    <Page
      title={t('settings.journal.title')}
      method={{ text: t('settings.journal.method') }}
      actions={verify.data !== undefined && button}
    >
      <Text size="sm" maw={760}>
        {t('settings.journal.lead')}
      </Text>
      <ProblemAlert error={verify.error} />
      {verify.isPending && (
        <Group gap="xs" role="status">
          <Loader size="sm" />
          <Text size="sm">{t('settings.journal.running')}</Text>
        </Group>
      )}
      {verify.data === undefined && !verify.isPending && (
        <EmptyState icon={<IconShieldCheck size={32} />} title={t('settings.journal.never')} action={button}>
          {t(mayVerify ? 'settings.journal.neverText' : 'settings.journal.only')}
        </EmptyState>
      )}
      {verify.data !== undefined && <Answer result={verify.data} />}
      <section>
        <Title order={2} size="h3" mb={4}>
          {t('settings.journal.how')}
        </Title>
        <Text size="sm" maw={760}>
          {t('settings.journal.howText')}
        </Text>
      </section>
    </Page>
  )
}

const Answer = ({ result }: { result: Result }) => {
  const { t } = useWords()
  const { exact, number, date } = useTime()
  const { faults, missingNumbers } = result
  const isSound = faults.length === 0
  return (
    <Stack gap="lg" aria-live="polite">
      <Alert
        variant="light"
        {...(isSound ? {} : { color: 'red' })}
        icon={isSound ? <IconShieldCheck aria-hidden /> : <IconAlertTriangle aria-hidden />}
        title={isSound ? t('settings.journal.sound') : t('settings.journal.faulty', { count: faults.length })}
      >
        <Text size="sm">{t(isSound ? 'settings.journal.soundText' : 'settings.journal.faultyText')}</Text>
        <Text size="sm" mt={4}>
          {t('settings.journal.verifiedAt', { date: exact(result.verifiedAt) })}
        </Text>
      </Alert>
      <dl className={style['facts']}>
        <Fact label={t('settings.journal.entries')} value={number(result.entries)} />
        <Fact
          label={t('settings.journal.subjects')}
          value={number(result.subjects)}
          help={t('settings.journal.subjectsHelp')}
        />
        <Fact
          label={t('settings.journal.redacted')}
          value={number(result.redacted)}
          help={t('settings.journal.redactedHelp')}
        />
        <Fact
          label={t('settings.journal.seals')}
          value={number(result.seals)}
          help={
            result.lastSeal === null
              ? t('settings.journal.noSeal')
              : `${t('settings.journal.lastSeal')} ${date(result.lastSeal)}`
          }
        />
        <Fact label={t('settings.journal.missing')} value={number(missingNumbers.length)} />
      </dl>
      <section>
        <Title order={2} size="h3" mb={4}>
          {t('settings.journal.faults')}
        </Title>
        {isSound ? <Text size="sm">{t('settings.journal.faultsNone')}</Text> : <Faults faults={faults} />}
      </section>
      <section>
        <Title order={2} size="h3" mb={4}>
          {t('settings.journal.missing')}
        </Title>
        {missingNumbers.length === 0 ? (
          <Text size="sm">{t('settings.journal.missingNone')}</Text>
        ) : (
          <>
            <Text size="sm" maw={760}>
              {t('settings.journal.missingText')}
            </Text>
            <List size="sm" mt={4} listStyleType="none">
              <List.Item>{missingNumbers.join(' · ')}</List.Item>
            </List>
          </>
        )}
      </section>
    </Stack>
  )
}

const Fact = ({ label, value, help }: { label: string; value: string; help?: ReactNode }) => (
  <div>
    <dt>{label}</dt>
    <dd>
      <span className={style['figure']}>{value}</span>
      {help !== undefined && (
        <Text size="xs" c="dimmed">
          {help}
        </Text>
      )}
    </dd>
  </div>
)

const Faults = ({ faults }: { faults: Result['faults'] }) => {
  const { t } = useWords()
  const { date } = useTime()
  const where = ({ number, kind, fault }: Result['faults'][number]) => {
    const [, day] = /^seal-broken (\S+)/.exec(fault) ?? []
    if (day !== undefined) return t('settings.journal.seal', { day: date(day) })
    if (number !== null) return <TextLink href={`/tickets/${number}`}>{number}</TextLink>
    return t(`settings.journal.kind.${kinds.find((one) => one === kind) ?? 'unknown'}`)
  }
  const sentence = (fault: string) => {
    const code = fault.split(' ')[0] ?? ''
    const known = codes.find((one) => one === code)
    return known === undefined
      ? t('settings.journal.fault.other', { code })
      : t(`settings.journal.fault.${known}`)
  }
  return (
    <QuietTable
      label={t('settings.journal.faults')}
      minWidth={520}
      head={
        <>
          <th>{t('settings.journal.column.where')}</th>
          <th data-end>{t('settings.journal.column.entry')}</th>
          <th>{t('settings.journal.column.fault')}</th>
        </>
      }
    >
      {faults.map((fault) => (
        <tr key={`${fault.subject} ${fault.seq} ${fault.fault}`}>
          <th scope="row">{where(fault)}</th>
          <td data-end>{fault.seq ?? '–'}</td>
          <td>{sentence(fault.fault)}</td>
        </tr>
      ))}
    </QuietTable>
  )
}

const kinds = [
  'record',
  'person',
  'organisation',
  'client',
  'supplier',
  'team',
  'service',
  'artefact',
] as const
const codes = [
  'gap',
  'body-missing',
  'body-changed',
  'hash-wrong',
  'head-wrong',
  'chain-missing',
  'subject-missing',
  'no-journal',
  'seal-broken',
] as const
