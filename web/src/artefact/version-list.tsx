import { Group, Stack, Text, Title } from '@mantine/core'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { Ago } from '../ui/times.tsx'
import { StateBadge } from './state-badge.tsx'
import type { Summary } from './use-artefact.ts'
import style from './artefact.module.css'

/** Every version, newest first: who wrote it, who approved it, when and why. */
export const VersionList = ({ versions, shown, addressOf }: VersionListProps) => {
  const { t } = useWords()
  return (
    <section aria-label={t('artefact.versions')}>
      <Title order={2} size="h3" mb="xs">
        {t('artefact.versions')}
      </Title>
      <ol className={style['versions']}>
        {versions.map((version) => (
          <li key={version.id} data-shown={version.number === shown || undefined}>
            <Group gap="xs" justify="space-between" wrap="nowrap">
              <Text size="sm" fw={600}>
                {version.number === shown ? (
                  <span aria-current="true">{t('artefact.versionOf', { number: version.number })}</span>
                ) : (
                  <TextLink href={addressOf(version.number)}>
                    {t('artefact.versionOf', { number: version.number })}
                  </TextLink>
                )}
              </Text>
              <StateBadge state={version.state} />
            </Group>
            <VersionFacts version={version} />
          </li>
        ))}
      </ol>
    </section>
  )
}

interface VersionListProps {
  versions: readonly Summary[]
  shown: number
  addressOf: (number: number) => string
}

const VersionFacts = ({ version }: { version: Summary }) => {
  const { t } = useWords()
  const { day } = useTime()
  const { kitEdition, author, approver, approvedAt, createdAt, reason, note, state } = version
  const lines = [
    kitEdition === null
      ? t('artefact.authorOn', { name: author?.name ?? t('shell.nobody'), when: day(createdAt) })
      : t('artefact.kitOn', { edition: kitEdition }),
    approver === null || approvedAt === null
      ? null
      : t('artefact.approvedOn', { name: approver.name, when: day(approvedAt) }),
    reason === null ? null : t(state === 'rejected' ? 'artefact.rejectedOn' : 'artefact.reason', { reason }),
  ].filter((line) => line !== null)
  return (
    <Stack gap={0} mt={2}>
      {note !== '' && <Text size="sm">{note}</Text>}
      {lines.map((line) => (
        <Text key={line} size="xs" c="dimmed">
          {line}
        </Text>
      ))}
      {state === 'draft' && (
        <Text size="xs" c="dimmed" span>
          <Ago at={createdAt} />
        </Text>
      )}
    </Stack>
  )
}
