import { Button, Group, Stack, Text, Title } from '@mantine/core'
import { useState } from 'react'
import { useWords } from '../platform/words.ts'
import { Answers } from '../request/Answers.tsx'
import { RichTextEditor } from '../ui/rich-text-editor.tsx'
import { RichText } from '../ui/rich-text.tsx'
import style from './record.module.css'
import type { Ticket } from './ticket.ts'
import type { Edit } from './use-edit.ts'

/** What was told, and how it was solved. */
export const Body = ({ ticket, edit }: { ticket: Ticket; edit: Edit }) => {
  const { t } = useWords()
  const { solution, price } = ticket.facts
  return (
    <div className={style['body']}>
      <Description ticket={ticket} edit={edit} />
      {typeof price === 'string' && (
        <div style={{ marginTop: '1rem' }}>
          <Title order={2} className={style['sectionTitle'] ?? ''} mb={4}>
            {t('record.field.price')}
          </Title>
          <Text>{price}</Text>
        </div>
      )}
      {ticket.model !== null && (
        <div style={{ marginTop: '1rem' }}>
          <Answers model={ticket.model} answers={ticket.answers} isInside />
        </div>
      )}
      {typeof solution === 'string' && solution !== '' && (
        <div style={{ marginTop: '1rem' }}>
          <Title order={2} className={style['sectionTitle'] ?? ''} mb={4}>
            {t('record.page.solution')}
          </Title>
          <RichText html={solution} />
        </div>
      )}
    </div>
  )
}

const Description = ({ ticket, edit }: { ticket: Ticket; edit: Edit }) => {
  const { t } = useWords()
  const [draft, setDraft] = useState<string | null>(null)
  const [from, setFrom] = useState(ticket)
  const canEdit = ticket.actions.includes('edit')
  const save = () => {
    if (draft !== null && draft !== from.description) edit.edit({ description: draft }, from)
    setDraft(null)
  }
  if (draft !== null) {
    return (
      <Stack gap="xs">
        <RichTextEditor
          label={t('record.page.description')}
          value={draft}
          onChange={setDraft}
          onSubmit={save}
        />
        <Group gap="xs">
          <Button onClick={save}>{t('record.edit.save')}</Button>
          <Button variant="subtle" onClick={() => setDraft(null)}>
            {t('record.edit.cancel')}
          </Button>
        </Group>
      </Stack>
    )
  }
  return (
    <>
      <Group justify="space-between" mb={4}>
        <Title order={2} className={style['sectionTitle'] ?? ''}>
          {t('record.page.description')}
        </Title>
        {canEdit && (
          <Button
            variant="subtle"
            size="compact-xs"
            onClick={() => {
              setFrom(ticket)
              setDraft(ticket.description)
            }}
          >
            {t('record.page.editDescription')}
          </Button>
        )}
      </Group>
      {ticket.description === '' ? (
        <Text size="sm" c="dimmed">
          {t('record.page.noDescription')}
        </Text>
      ) : (
        <RichText html={ticket.description} />
      )}
    </>
  )
}
