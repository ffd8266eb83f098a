import { templateApi, type TicketTemplate } from '#contract/template/api.ts'
import { Button, Group, SegmentedControl, Text, Textarea, TextInput } from '@mantine/core'
import { IconTicket } from '@tabler/icons-react'
import { useState } from 'react'
import { fieldErrorsOf } from '../platform/errors.tsx'
import { useAction, useAll } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { GridPicker } from '../record/GridPicker.tsx'
import { CategoryPicker, ServicePicker } from '../record/pickers.tsx'
import { useGridFor } from '../record/use-grid.ts'
import { FormDrawer } from '../settings/form-drawer.tsx'
import { KeptListPage, type KeptFormProps } from '../settings/kept-list-page.tsx'
import { RichTextEditor } from '../ui/rich-text-editor.tsx'
import { linesIn, textOf } from './lines.ts'

/** Tickets filled in beforehand. */
export const TemplatesPage = () => {
  const { t } = useWords()
  const query = useAll(templateApi.list, {})
  return (
    <KeptListPage<TicketTemplate>
      title={t('template.title')}
      lead={t('template.lead')}
      nameLabel={t('template.name')}
      createLabel={t('template.create')}
      emptyText={t('template.emptyText')}
      icon={IconTicket}
      query={query}
      columns={[
        {
          key: 'kind',
          label: t('template.kind'),
          width: '10rem',
          render: ({ content }) => t(`record.kinds.${content.kind}`),
        },
        {
          key: 'title',
          label: t('template.ticketTitle'),
          isWide: true,
          render: ({ content }) => content.title,
        },
      ]}
      form={TemplateForm}
    />
  )
}

const blank: TicketTemplate['content'] = {
  kind: 'INC',
  title: '',
  description: '',
  serviceId: null,
  categoryId: null,
  urgency: null,
  impact: null,
  checklist: [],
}

const TemplateForm = ({ item: template, onClose }: KeptFormProps<TicketTemplate>) => {
  const { t } = useWords()
  const [name, setName] = useState(template?.name ?? '')
  const [content, setContent] = useState(template?.content ?? blank)
  const [lines, setLines] = useState(() => textOf(content.checklist))
  const { grid } = useGridFor(null)
  const set = (part: Partial<TicketTemplate['content']>) => setContent((before) => ({ ...before, ...part }))
  const done = { invalidates: [templateApi.list], onSuccess: onClose }
  const create = useAction(templateApi.create, done)
  const edit = useAction(templateApi.edit, done)
  const end = useAction(templateApi.end, done)
  const error = create.error ?? edit.error ?? end.error
  const save = () => {
    const given = { name: name.trim(), content: { ...content, checklist: linesIn(lines) } }
    if (template === null) create.mutate(given)
    else edit.mutate({ ...given, id: template.id, version: template.version })
  }
  return (
    <FormDrawer
      title={t(template === null ? 'template.create' : 'template.edit')}
      size="lg"
      error={error}
      fields={['name']}
      isPending={create.isPending || edit.isPending}
      isDisabled={name.trim() === ''}
      onSubmit={save}
      onClose={onClose}
    >
      <TextInput
        label={t('template.name')}
        required
        data-autofocus
        maxLength={80}
        value={name}
        error={fieldErrorsOf(error)['name']}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <SegmentedControl
        aria-label={t('template.kind')}
        value={content.kind}
        onChange={(kind) => set({ kind: kind === 'REQ' ? 'REQ' : 'INC', categoryId: null })}
        data={(['INC', 'REQ'] as const).map((kind) => ({ value: kind, label: t(`incident.new.${kind}`) }))}
      />
      <TextInput
        label={t('template.ticketTitle')}
        maxLength={300}
        value={content.title}
        onChange={({ currentTarget }) => set({ title: currentTarget.value })}
      />
      <Text size="sm" fw={500}>
        {t('template.description')}
      </Text>
      <RichTextEditor
        label={t('template.description')}
        value={content.description}
        onChange={(description) => set({ description })}
        minHeight={90}
      />
      <ServicePicker
        label={t('incident.new.service')}
        value={content.serviceId}
        onChange={(serviceId) => set({ serviceId })}
      />
      <CategoryPicker
        kind={content.kind}
        label={t('incident.new.category')}
        value={content.categoryId}
        onChange={(categoryId) => set({ categoryId })}
      />
      {grid !== undefined && (
        <GridPicker grid={grid} urgency={content.urgency} impact={content.impact} onChange={set} />
      )}
      <Textarea
        label={t('template.checklist')}
        description={t('template.checklistHelp')}
        autosize
        minRows={3}
        maxRows={12}
        value={lines}
        onChange={({ currentTarget }) => setLines(currentTarget.value)}
      />
      {template !== null && (
        <Group>
          <Button
            variant="subtle"
            color="danger"
            loading={end.isPending}
            onClick={() => end.mutate({ id: template.id })}
          >
            {t('template.end')}
          </Button>
        </Group>
      )}
    </FormDrawer>
  )
}
