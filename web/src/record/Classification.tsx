import { Button, Popover, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconGridDots } from '@tabler/icons-react'
import { useState } from 'react'
import { useWords } from '../platform/words.ts'
import { Field } from './Field.tsx'
import { GridPicker } from './GridPicker.tsx'
import { CategoryPicker, ServicePicker } from './pickers.tsx'
import style from './record.module.css'
import { Section } from './Section.tsx'
import type { Ticket } from './ticket.ts'
import type { Edit } from './use-edit.ts'
import { useGrid } from './use-grid.ts'
import { useNames } from './use-names.ts'

/** What it is about and how grave: service, category, impact × urgency. */
export const Classification = ({ ticket, edit }: { ticket: Ticket; edit: Edit }) => {
  const { t, say } = useWords()
  const names = useNames()
  const grid = useGrid(ticket.judgedBy.grid?.versionId)
  const canEdit = ticket.actions.includes('edit')
  const levelOf = (axis: 'urgencies' | 'impacts', value: number | null): string => {
    const level = grid?.[axis].find((one) => one.value === value)
    return level === undefined ? t('record.classify.none') : say(level.label)
  }
  return (
    <Section title={t('record.classify.title')}>
      <dl className={style['facts']}>
        <Field
          label={t('record.field.serviceId')}
          canEdit={canEdit}
          text={ticket.serviceName}
          value={ticket.serviceId}
          onChange={(serviceId) => edit.edit({ serviceId })}
          picker={ServicePicker}
        />
        <Field
          label={t('record.field.categoryId')}
          canEdit={canEdit}
          text={ticket.categoryId === null ? null : (names.category(ticket.categoryId) ?? '…')}
          value={ticket.categoryId}
          onChange={(categoryId) => edit.edit({ categoryId })}
          picker={ticket.kind === 'INC' ? IncidentCategory : RequestCategory}
        />
        <dt>{t('record.classify.impact')}</dt>
        <dd>
          <Text size="sm" py={3}>
            {levelOf('impacts', ticket.impact)}
          </Text>
        </dd>
        <dt>{t('record.classify.urgency')}</dt>
        <dd>
          <Text size="sm" py={3}>
            {levelOf('urgencies', ticket.urgency)}
          </Text>
        </dd>
      </dl>
      {canEdit && <GridPopover ticket={ticket} edit={edit} />}
    </Section>
  )
}

const IncidentCategory = (props: Parameters<typeof ServicePicker>[0]) => (
  <CategoryPicker kind="INC" {...props} />
)
const RequestCategory = (props: Parameters<typeof ServicePicker>[0]) => (
  <CategoryPicker kind="REQ" {...props} />
)

const GridPopover = ({ ticket, edit }: { ticket: Ticket; edit: Edit }) => {
  const { t } = useWords()
  const [isOpen, { toggle, close }] = useDisclosure(false)
  const [choice, choose] = useState<{ urgency: number; impact: number } | null>(null)
  const grid = useGrid(ticket.judgedBy.grid?.versionId)
  if (grid === undefined) return null
  const save = () => {
    if (choice !== null) edit.edit(choice)
    choose(null)
    close()
  }
  return (
    <Popover opened={isOpen} onChange={close} position="bottom-end" width={360} trapFocus withinPortal>
      <Popover.Target>
        <Button
          mt={4}
          ml={-8}
          variant="subtle"
          size="compact-xs"
          leftSection={<IconGridDots size={14} aria-hidden />}
          onClick={toggle}
        >
          {t('record.classify.gridChoose')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <GridPicker
            grid={grid}
            urgency={choice?.urgency ?? ticket.urgency}
            impact={choice?.impact ?? ticket.impact}
            onChange={choose}
          />
          <Text size="xs" c="dimmed">
            {t('record.classify.gridHelp')}
          </Text>
          <Button size="xs" onClick={save} disabled={choice === null}>
            {t('record.edit.save')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
