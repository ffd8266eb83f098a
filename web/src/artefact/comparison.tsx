import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core'
import { IconArrowRight, IconX } from '@tabler/icons-react'
import { useWords } from '../platform/words.ts'
import { Differences } from '../ui/differences.tsx'
import { differencesOf, type Definition } from './facts.ts'
import { useVersion, type Summary } from './use-artefact.ts'

/** What any two versions say differently, in readable words. */
export const Comparison = <Content,>({
  definition,
  versions,
  before,
  after,
  onChoose,
  onClose,
}: ComparisonProps<Content>) => {
  const words = useWords()
  const { t } = words
  const [old, young] = [contentAt(versions, before), contentAt(versions, after)]
  const [oldVersion, youngVersion] = [useVersion(old), useVersion(young)]
  const isRead = oldVersion !== undefined && youngVersion !== undefined
  const items =
    isRead && definition.is(oldVersion.content) && definition.is(youngVersion.content)
      ? differencesOf(
          definition.facts(oldVersion.content, words),
          definition.facts(youngVersion.content, words),
        )
      : []
  const choices = versions.map(({ number, state }) => ({
    value: String(number),
    label: `${number} · ${t(`artefact.state.${state}`)}`,
  }))
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="sm">
        <NativeSelect
          label={t('artefact.compare.before')}
          data={choices}
          value={String(before)}
          onChange={({ currentTarget }) => onChoose(Number(currentTarget.value), after)}
        />
        <IconArrowRight size={18} aria-hidden style={{ marginBottom: 9 }} />
        <NativeSelect
          label={t('artefact.compare.after')}
          data={choices}
          value={String(after)}
          onChange={({ currentTarget }) => onChoose(before, Number(currentTarget.value))}
        />
        <Button variant="default" leftSection={<IconX size={14} aria-hidden />} onClick={onClose}>
          {t('artefact.compare.close')}
        </Button>
      </Group>
      {isRead && (
        <Text size="sm" c="dimmed" aria-live="polite">
          {items.length === 0
            ? t('artefact.compare.none')
            : t('artefact.compare.count', { count: items.length })}
        </Text>
      )}
      {items.length > 0 && (
        <Differences
          items={items.map(({ label, before, after }) => ({ path: label, before, after }))}
          labelOf={(label) => label}
        />
      )}
    </Stack>
  )
}

interface ComparisonProps<Content> {
  definition: Definition<Content>
  versions: readonly Summary[]
  before: number
  after: number
  onChoose: (before: number, after: number) => void
  onClose: () => void
}

const contentAt = (versions: readonly Summary[], number: number): Summary | undefined =>
  versions.find((version) => version.number === number)
