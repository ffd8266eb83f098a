import { changeApi } from '#contract/change/api.ts'
import type { ChangeType, LiveChangeModel } from '#contract/change/shape.ts'
import { Button, Group, List, Radio, Select, Stack, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { ItemsField } from '../configuration/items-field.tsx'
import { useGo } from '../platform/address.ts'
import { ProblemAlert } from '../platform/errors.tsx'
import { useAction, useAll } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { ClientPicker, ServicePicker } from '../record/pickers.tsx'
import { Page } from '../ui/page.tsx'
import { emptyRequest, RequestFields, requestIn, type RequestDraft } from './request-fields.tsx'

const types = ['standard', 'normal', 'emergency'] as const
const degrees = [1, 2, 3] as const

/** One form: a standard change by its model and little more, all others with what is known already. */
export const NewChangePage = () => {
  const { t, say } = useWords()
  const { person } = useSession()
  const go = useGo()
  const [type, setType] = useState<ChangeType>('normal')
  const [title, setTitle] = useState('')
  const [clientId, setClient] = useState<string | null>(null)
  const [serviceId, setService] = useState<string | null>(null)
  const [cis, setCis] = useState<readonly string[]>([])
  const [severity, setSeverity] = useState<string | null>(null)
  const [impact, setImpact] = useState<string | null>(null)
  const [key, setKey] = useState<string | null>(null)
  const [request, setRequest] = useState<RequestDraft>(emptyRequest)
  const models = useAll(changeApi.models, {}).items
  const model = models.find((one) => one.key === key)
  const create = useAction(changeApi.create, { onSuccess: ({ number }) => go(`/tickets/${number}`) })
  const isStandard = type === 'standard'
  const isWhole =
    title.trim() !== '' && (isStandard ? model !== undefined : severity !== null && impact !== null)
  const send = () => {
    const said = requestIn(request, person.zone)
    const { window, risk, ...texts } = said
    create.mutate({
      type,
      title,
      clientId,
      serviceId,
      cis: [...cis],
      ...(isStandard
        ? { model: key ?? '' }
        : {
            ...texts,
            severity: Number(severity),
            impact: Number(impact),
            ...(window === null ? {} : { window }),
            ...(Object.keys(risk).length === 0 ? {} : { risk }),
          }),
    })
  }
  return (
    <Page
      title={t('change.create')}
      width="read"
      crumbs={[{ label: t('change.title'), href: '/changements' }]}
      method={{ text: t('change.method'), href: '/methode/procedures/change' }}
    >
      <Text size="sm">{t('change.createHint')}</Text>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <Stack gap="md">
          <Radio.Group
            label={t('change.type')}
            value={type}
            onChange={(value) => setType(types.find((one) => one === value) ?? 'normal')}
          >
            <Stack gap={6} mt={4}>
              {types.map((one) => (
                <Radio
                  key={one}
                  value={one}
                  label={t(`change.types.${one}`)}
                  description={t(`change.typeHelp.${one}`)}
                />
              ))}
            </Stack>
          </Radio.Group>
          {isStandard && (
            <ModelField
              models={models}
              value={key}
              onChange={(chosen) => {
                setKey(chosen)
                const found = models.find((one) => one.key === chosen)
                if (title === '' && found !== undefined) setTitle(say(found.name))
              }}
            />
          )}
          <TextInput
            label={t('record.field.title')}
            required
            maxLength={300}
            value={title}
            onChange={({ currentTarget }) => setTitle(currentTarget.value)}
          />
          <Group gap="sm" grow>
            <ClientPicker label={t('record.field.clientId')} value={clientId} onChange={setClient} />
            <ServicePicker label={t('record.field.serviceId')} value={serviceId} onChange={setService} />
          </Group>
          <ItemsField
            label={t('configuration.onRecord.title')}
            value={cis}
            onChange={setCis}
            client={clientId}
            {...(model === undefined ? {} : { types: model.ciTypes })}
          />
          {!isStandard && (
            <>
              <Group gap="sm" grow>
                <Degree label={t('change.severity')} value={severity} onChange={setSeverity} />
                <Degree label={t('change.impact')} value={impact} onChange={setImpact} />
              </Group>
              <RequestFields draft={request} onChange={setRequest} isBrief={type === 'emergency'} />
            </>
          )}
          {model !== undefined && isStandard && <ModelText model={model} />}
          <ProblemAlert error={create.error} />
          <Group>
            <Button type="submit" disabled={!isWhole} loading={create.isPending}>
              {t('change.createAction')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Page>
  )
}

const Degree = ({ label, value, onChange }: DegreeProps) => {
  const { t } = useWords()
  return (
    <Select
      label={label}
      required
      data={degrees.map((one) => ({ value: String(one), label: t(`change.scale.${one}`) }))}
      value={value}
      onChange={onChange}
    />
  )
}

interface DegreeProps {
  label: string
  value: string | null
  onChange: (value: string | null) => void
}

const ModelField = ({ models, value, onChange }: ModelFieldProps) => {
  const { t, say } = useWords()
  return (
    <Select
      label={t('change.model')}
      required
      data={models.map((model) => ({
        value: model.key,
        label: model.isUsable ? say(model.name) : `${say(model.name)} (${t('change.modelDue')})`,
        disabled: !model.isUsable,
      }))}
      description={models.some(({ isUsable }) => isUsable) ? undefined : t('change.modelNone')}
      value={value}
      onChange={onChange}
    />
  )
}

interface ModelFieldProps {
  models: readonly LiveChangeModel[]
  value: string | null
  onChange: (key: string | null) => void
}

/** What the model brings: nothing of it is typed again. */
const ModelText = ({ model }: { model: LiveChangeModel }) => {
  const { t, say } = useWords()
  return (
    <Stack gap={4}>
      {model.summary !== null && <Text size="sm">{say(model.summary)}</Text>}
      <List size="sm" type="ordered">
        {model.steps.map((step) => (
          <List.Item key={step.fr}>{say(step)}</List.Item>
        ))}
      </List>
      <Text size="sm">
        {t('change.modelWindow')} : {say(model.window)}
      </Text>
      <Text size="sm">
        {t('change.modelBackOut')} : {say(model.backOut)}
      </Text>
    </Stack>
  )
}
