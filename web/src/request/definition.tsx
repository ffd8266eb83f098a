import type { Question, RequestModel } from '#contract/request/model.ts'
import { List, SimpleGrid, Stack, Text, Title } from '@mantine/core'
import type { Definition, Fact } from '../artefact/facts.ts'
import { sayDelay } from '../grid/delay.ts'
import { useWords, type WordsInUse } from '../platform/words.ts'
import { useClients, useServices } from '../record/use-names.ts'
import { hasOptions, isSound } from './change.ts'
import { ModelEditor, Preview } from './ModelEditor.tsx'

const isModel = (content: unknown): content is RequestModel =>
  typeof content === 'object' && content !== null && 'questions' in content && 'offeredTo' in content

const sayWhen = (
  { when }: Question,
  questions: readonly Question[],
  { t, say }: WordsInUse,
): string | null => {
  const asked = questions.find(({ key }) => key === when?.field)
  if (when === null || asked === undefined) return null
  const named = (when.test === 'oneOf' ? when.value : [when.value]).map((value) => {
    if (typeof value === 'boolean') return t(value ? 'request.model.yes' : 'request.model.no')
    const option = asked.options.find((one) => one.value === value)
    return option === undefined ? value : say(option.label)
  })
  return t(`request.model.says.${when.test}`, { label: say(asked.label), value: named.join(', ') })
}

const factsOfQuestion = (question: Question, questions: readonly Question[], words: WordsInUse): Fact => {
  const { t, say } = words
  const when = sayWhen(question, questions, words)
  return {
    key: question.key,
    label: say(question.label),
    value: [
      t(`request.model.kinds.${question.kind}`),
      ...(question.isRequired ? [t('request.model.required')] : []),
      ...(question.options.length > 0 ? [question.options.map(({ label }) => say(label)).join(', ')] : []),
      ...(when === null ? [] : [when]),
      ...(question.help === null ? [] : [say(question.help)]),
    ].join(' · '),
  }
}

const termsOf = (model: RequestModel, words: WordsInUse): Fact[] => {
  const { t } = words
  const yes = (is: boolean) => t(is ? 'request.model.yes' : 'request.model.no')
  const { targets } = model
  return [
    { label: t('request.model.urgency'), value: String(model.urgency) },
    { label: t('request.model.impact'), value: String(model.impact) },
    { label: t('request.model.response'), value: targets === null ? '–' : sayDelay(words, targets.response) },
    {
      label: t('request.model.resolution'),
      value: targets === null ? '–' : sayDelay(words, targets.resolution),
    },
    { label: t('request.model.identity'), value: yes(model.needsIdentityCheck) },
    { label: t('request.model.outOfContract'), value: yes(model.isOutOfContract) },
    { label: t('request.model.price'), value: model.price ?? '–' },
    { label: t('request.model.approval'), value: yes(model.needsApproval) },
    { label: t('request.model.waived'), value: yes(model.isConfirmationWaived) },
    { label: t('request.model.level'), value: t(`request.model.levels.${model.offeredTo.level}`) },
  ]
}

const factsOf = (model: RequestModel, words: WordsInUse): Fact[] => {
  const { t, say } = words
  const { clients } = model.offeredTo
  return [
    { label: t('request.model.name'), value: say(model.name) },
    { label: t('request.model.summary'), value: model.summary === null ? '–' : say(model.summary) },
    { label: t('request.model.category'), value: say(model.category) },
    { label: t('request.model.group'), value: model.group === null ? '–' : say(model.group) },
    ...model.questions.map((question) => factsOfQuestion(question, model.questions, words)),
    ...model.checklist.map(({ label, role, isRequired }, at) => ({
      label: t('request.model.line', { at: at + 1 }),
      value: [
        say(label),
        ...(role === null ? [] : [t(`shell.role.${role}`)]),
        ...(isRequired ? [] : [t('request.checklist.optional')]),
      ].join(' · '),
    })),
    ...termsOf(model, words),
    {
      label: t('request.model.clients'),
      value:
        typeof clients === 'string'
          ? t(`request.model.offered.${clients}`)
          : t('request.model.offered.listed'),
      identity: typeof clients === 'string' ? clients : clients.toSorted().join(),
    },
  ]
}

const ModelView = ({ content }: { content: RequestModel }) => {
  const words = useWords()
  const { t, say } = words
  const names = useClients()
  const service = useServices().find(({ id }) => id === content.serviceId)
  const { clients } = content.offeredTo
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
      <Stack gap="lg">
        <section>
          <Text fw={600}>{say(content.name)}</Text>
          {content.summary !== null && <Text size="sm">{say(content.summary)}</Text>}
          <Text size="sm" c="dimmed">
            {[say(content.category), ...(service === undefined ? [] : [service.name])].join(' · ')}
          </Text>
        </section>
        <section>
          <Title order={3} mb={4}>
            {t('request.model.part.checklist')}
          </Title>
          {content.checklist.length === 0 && <Text size="sm">{t('request.checklist.none')}</Text>}
          <List size="sm" spacing={2}>
            {content.checklist.map(({ label, role, isRequired }, at) => (
              <List.Item key={at}>
                {say(label)}
                {role !== null && ` – ${t(`shell.role.${role}`)}`}
                {!isRequired && ` (${t('request.checklist.optional')})`}
              </List.Item>
            ))}
          </List>
        </section>
        <section>
          <Title order={3} mb={4}>
            {t('request.model.part.terms')}
          </Title>
          <List size="sm" spacing={2} listStyleType="none">
            {termsOf(content, words).map(({ label, value }) => (
              <List.Item key={label}>
                <Text span inherit c="dimmed">
                  {label} :
                </Text>{' '}
                {value}
              </List.Item>
            ))}
            <List.Item>
              <Text span inherit c="dimmed">
                {t('request.model.clients')} :
              </Text>{' '}
              {typeof clients === 'string'
                ? t(`request.model.offered.${clients}`)
                : clients.map((id) => names.find((one) => one.id === id)?.name ?? id).join(', ')}
            </List.Item>
          </List>
        </section>
      </Stack>
      <Preview content={content} />
    </SimpleGrid>
  )
}

const check = (model: RequestModel, { t }: WordsInUse): string[] => {
  const { questions, checklist, offeredTo } = model
  const faults: string[] = []
  if (model.name.fr.trim() === '' || model.category.fr.trim() === '')
    faults.push(t('request.model.fault.name'))
  if (model.isOutOfContract && (model.price ?? '').trim() === '') faults.push(t('request.model.fault.price'))
  questions.forEach((question, at) => {
    const place = { at: at + 1 }
    const { options } = question
    if (question.label.fr.trim() === '') faults.push(t('request.model.fault.label', place))
    if (hasOptions(question) && (options.length === 0 || options.some(({ label }) => label.fr.trim() === '')))
      faults.push(t('request.model.fault.options', place))
    if (!isSound(question, questions, at)) faults.push(t('request.model.fault.when', place))
  })
  checklist.forEach(({ label }, at) => {
    if (label.fr.trim() === '') faults.push(t('request.model.fault.line', { at: at + 1 }))
  })
  if (typeof offeredTo.clients !== 'string' && offeredTo.clients.length === 0)
    faults.push(t('request.model.fault.clients'))
  return faults
}

export const modelDefinition: Definition<RequestModel> = {
  is: isModel,
  facts: factsOf,
  View: ModelView,
  Editor: ModelEditor,
  check,
}
