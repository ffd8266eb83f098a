import { configurationApi } from '#contract/configuration/api.ts'
import { ciStates, type CiType } from '#contract/configuration/shape.ts'
import { Alert, Group, Input, Select, SimpleGrid, Text, Textarea, TextInput, Title } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import { useState, type ReactNode } from 'react'
import { currentOf, fieldErrorsOf } from '../platform/errors.tsx'
import { useAction } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { ClientPicker, ColleaguePicker, SupplierPicker } from '../record/pickers.tsx'
import { FormDrawer } from '../settings/form-drawer.tsx'
import { TextLink } from '../ui/app-link.tsx'
import { Conflict } from '../ui/conflict.tsx'
import { RichTextEditor } from '../ui/rich-text-editor.tsx'
import { AttributeField } from './attribute-field.tsx'
import { controlledAmong } from './controlled.ts'
import {
  changesOf,
  draftOf,
  emptyCommon,
  fieldsIn,
  flat,
  unflat,
  type Changes,
  type Common,
  type Draft,
} from './item-draft.ts'
import { answersForConfiguration } from './may-keep.ts'
import { newTicketAddress } from './new-ticket-address.ts'
import style from './parc.module.css'
import { isState, useSaying } from './say-value.tsx'
import { TypeIcon } from './type-icons.tsx'
import { useTypes, type Item } from './use-types.ts'

/** A new item, or one that changes: the type first, then what every item has, then what the type asks. */
export const ItemForm = ({ item, start = {}, onDone, onClose }: ItemFormProps) => {
  const { t } = useWords()
  const session = useSession()
  const types = useTypes()
  const { fieldOf, valueOf } = useSaying()
  const [typeKey, setTypeKey] = useState(item?.type ?? null)
  const type = typeKey === null ? undefined : types.of(typeKey)
  const [draft, setDraft] = useState<Draft>(
    item === undefined ? { common: { ...emptyCommon, ...start }, attributes: {} } : draftOf(item),
  )
  const [reason, setReason] = useState('')
  const set = (part: Partial<Common>) =>
    setDraft((before) => ({ ...before, common: { ...before.common, ...part } }))
  const invalidates = [
    configurationApi.list,
    configurationApi.read,
    configurationApi.history,
    configurationApi.impact,
    configurationApi.ofRecord,
  ]
  const create = useAction(configurationApi.create, { invalidates, onSuccess: onDone })
  const edit = useAction(configurationApi.edit, { invalidates, onSuccess: onDone })
  const changes =
    item === undefined ? { common: draft.common, attributes: draft.attributes } : changesOf(item, draft)
  const held = type === undefined ? [] : heldBack({ type, item, draft, changes })
  const mayCorrect = item === undefined ? answersForConfiguration(session) : item.actions.includes('correct')
  const asksReason = held.length > 0 && item !== undefined && mayCorrect
  const isBarred = held.length > 0 && !mayCorrect
  const fields = held.map((field) => fieldOf(field, type)).join(', ')
  const save = (version = item?.version, { common, attributes }: Changes = changes) => {
    if (type === undefined) return
    const given = reason.trim() === '' || !asksReason ? {} : { reason: reason.trim() }
    if (item === undefined || version === undefined) {
      create.mutate({
        ...draft.common,
        type: type.key,
        attributes: withoutNothing(draft.attributes),
        ...given,
      })
      return
    }
    const typed = type.key === item.type ? {} : { type: type.key }
    edit.mutate({ ...common, ...typed, attributes, number: item.number, version, ...given })
  }
  const error = create.error ?? edit.error
  const faults = fieldErrorsOf(error)
  const faultOf = (field: string): string | undefined => {
    const attribute = type?.attributes.find(({ key }) => key === field)
    const fault = faults[attribute === undefined ? field : `attributes.${field}`]
    if (fault === undefined || attribute === undefined) return fault
    const isMissing = attribute.isRequired && (draft.attributes[field] ?? null) === null
    return t(`configuration.form.fault.${isMissing ? 'missing' : attribute.kind}`)
  }
  const isService = item?.type === 'service'
  const label = (field: string): ReactNode => {
    const isControlled = type?.control === 'controlled' && type.controlled.includes(field)
    return isControlled ? <Controlled>{fieldOf(field, type)}</Controlled> : fieldOf(field, type)
  }
  const attributes = (type?.attributes ?? []).filter(({ kind }) => kind !== 'parts')
  return (
    <>
      <FormDrawer
        title={
          item === undefined
            ? t('configuration.create')
            : t('configuration.form.editTitle', { name: item.name })
        }
        size="lg"
        error={error}
        fields={Object.keys(faults)}
        isPending={create.isPending || edit.isPending}
        isDisabled={
          type === undefined ||
          draft.common.name.trim() === '' ||
          isBarred ||
          (asksReason && reason.trim().length < 3) ||
          (item !== undefined && fieldsIn(changes).length === 0 && type.key === item.type)
        }
        onSubmit={() => save()}
        onClose={onClose}
      >
        {!isService && (
          <TypeChoice
            value={typeKey}
            onChange={setTypeKey}
            error={faults['type']}
            isFirst={item === undefined}
          />
        )}
        {isService && (
          <Text size="sm" c="dimmed">
            {t('configuration.asService')} <TextLink href="/services">{t('shell.rail.services')}</TextLink>
          </Text>
        )}
        {type !== undefined && (
          <>
            <TextInput
              label={label('name')}
              required
              maxLength={200}
              disabled={isService}
              data-autofocus={item !== undefined || undefined}
              value={draft.common.name}
              error={faultOf('name')}
              onChange={({ currentTarget }) => set({ name: currentTarget.value })}
            />
            <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
              <Select
                label={label('state')}
                allowDeselect={false}
                disabled={isService}
                value={draft.common.state}
                error={faultOf('state')}
                data={ciStates.map((value) => ({ value, label: t(`configuration.states.${value}`) }))}
                onChange={(given) => isState(given) && set({ state: given })}
              />
              <ClientPicker
                label={label('clientId')}
                placeholder={t('configuration.filter.noClient')}
                value={draft.common.clientId}
                error={faultOf('clientId')}
                onChange={(clientId) => set({ clientId })}
              />
              <ColleaguePicker
                label={label('ownerId')}
                value={draft.common.ownerId}
                error={faultOf('ownerId')}
                onChange={(ownerId) => set({ ownerId })}
              />
              <SupplierPicker
                label={label('supplierId')}
                value={draft.common.supplierId}
                error={faultOf('supplierId')}
                onChange={(supplierId) => set({ supplierId })}
              />
              <TextInput
                label={label('location')}
                maxLength={300}
                value={draft.common.location}
                error={faultOf('location')}
                onChange={({ currentTarget }) => set({ location: currentTarget.value })}
              />
              <Select
                label={label('criticality')}
                clearable
                value={draft.common.criticality === null ? null : String(draft.common.criticality)}
                error={faultOf('criticality')}
                data={([1, 2, 3] as const).map((value) => ({
                  value: String(value),
                  label: t(`configuration.criticalities.${value}`),
                }))}
                onChange={(given) => set({ criticality: given === null ? null : Number(given) })}
              />
            </SimpleGrid>
            {attributes.length > 0 && (
              <>
                <Title order={3} size="h5" mt="xs">
                  {t('configuration.attributes')}
                </Title>
                <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" verticalSpacing="sm">
                  {attributes.map((attribute) => (
                    <div
                      key={attribute.key}
                      style={attribute.kind === 'longText' ? { gridColumn: '1 / -1' } : undefined}
                    >
                      <AttributeField
                        attribute={attribute}
                        label={label(attribute.key)}
                        value={draft.attributes[attribute.key] ?? null}
                        error={faultOf(attribute.key)}
                        onChange={(value) =>
                          setDraft((before) => ({
                            ...before,
                            attributes: { ...before.attributes, [attribute.key]: value },
                          }))
                        }
                      />
                    </div>
                  ))}
                </SimpleGrid>
              </>
            )}
            {!isService && (
              <Input.Wrapper label={label('description')} error={faultOf('description')} labelElement="div">
                <RichTextEditor
                  label={t('configuration.field.description')}
                  value={draft.common.description}
                  onChange={(description) => set({ description })}
                />
              </Input.Wrapper>
            )}
          </>
        )}
        {asksReason && (
          <div className={style['held']}>
            <Textarea
              label={t('configuration.reason')}
              description={t('configuration.reasonHelp', { fields })}
              required
              autosize
              minRows={2}
              maxLength={2000}
              value={reason}
              error={faults['reason']}
              onChange={({ currentTarget }) => setReason(currentTarget.value)}
            />
          </div>
        )}
        {isBarred && (
          <div className={style['held']}>
            <Alert variant="light" color="yellow" icon={<IconLock aria-hidden />} role="status">
              {item === undefined ? (
                t('configuration.form.newControlled')
              ) : (
                <>
                  {t('configuration.needsAuthority', { fields })}{' '}
                  <TextLink
                    href={askAddress(item, t('configuration.form.askTitle', { fields, name: item.name }))}
                  >
                    {t('configuration.form.ask')}
                  </TextLink>
                </>
              )}
            </Alert>
          </div>
        )}
      </FormDrawer>
      {item !== undefined && edit.error !== null && (
        <Conflict
          error={edit.error}
          {...flatCurrent(edit.error)}
          mine={flat(changes)}
          labels={Object.fromEntries(fieldsIn(changes).map((field) => [field, fieldOf(field, type)]))}
          render={(field, value) => valueOf(field, value, type)}
          onSave={(chosen, version) => {
            const settled = unflat(chosen)
            if (settled !== null) save(version, settled)
          }}
          onClose={() => edit.reset()}
        />
      )}
    </>
  )
}

interface ItemFormProps {
  item?: Item
  start?: Partial<Common>
  onDone: (item: { number: string }) => void
  onClose: () => void
}

const TypeChoice = ({ value, onChange, error, isFirst }: TypeChoiceProps) => {
  const { t, say } = useWords()
  const { all, of } = useTypes()
  // A service is written down among the services.
  const offered = all.filter(({ key }) => key !== 'service')
  return (
    <Select
      label={t('configuration.field.type')}
      description={isFirst && value === null ? t('configuration.form.typeHelp') : undefined}
      required
      searchable
      selectFirstOptionOnChange
      allowDeselect={false}
      data-autofocus={isFirst || undefined}
      nothingFoundMessage={t('record.pick.nothingFound')}
      maxDropdownHeight={380}
      data={offered.map(({ key, name }) => ({ value: key, label: say(name) }))}
      value={value}
      error={error}
      onChange={onChange}
      leftSection={value === null ? undefined : <TypeIcon name={of(value)?.icon} />}
      renderOption={({ option }) => (
        <Group gap="xs" wrap="nowrap">
          <TypeIcon name={of(option.value)?.icon} />
          <span>{option.label}</span>
          {of(option.value)?.control === 'controlled' && (
            <Text size="xs" c="dimmed" ml="auto">
              {t('configuration.control.controlled')}
            </Text>
          )}
        </Group>
      )}
    />
  )
}

interface TypeChoiceProps {
  value: string | null
  onChange: (key: string | null) => void
  error: string | undefined
  isFirst: boolean
}

/** A small lock and its word beside the name of a field. */
const Controlled = ({ children }: { children: ReactNode }) => {
  const { t } = useWords()
  return (
    <>
      {children}{' '}
      <Text span size="xs" c="dimmed" fw={400}>
        <IconLock size={12} aria-hidden style={{ verticalAlign: '-0.1em' }} /> {t('configuration.form.lock')}
      </Text>
    </>
  )
}

/** Fields whose change here wants authority. */
const heldBack = ({ type, item, draft, changes }: HeldBack): readonly string[] => {
  const before = item?.state ?? null
  const changed = [...fieldsIn(changes), ...(item === undefined || item.type === type.key ? [] : ['type'])]
  if (item === undefined && draft.common.state === 'in-service' && type.control === 'controlled')
    return ['state']
  return controlledAmong(changed, { type, before, after: draft.common.state })
}

interface HeldBack {
  type: CiType
  item: Item | undefined
  draft: Draft
  changes: Changes
}

const withoutNothing = (attributes: Draft['attributes']) =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([key, value]) => (value === null ? [] : [[key, value] as const])),
  )

/** What is there now as the comparison wants it: attributes among the other fields. */
const flatCurrent = (error: unknown): { theirs?: Readonly<Record<string, unknown>> } => {
  const current = currentOf(error)
  const attributes = current?.['attributes']
  if (current === null || typeof attributes !== 'object' || attributes === null) return {}
  return { theirs: { ...attributes, ...current } }
}

const askAddress = (item: Item, title: string): string =>
  `${newTicketAddress(item)}&genre=REQ&titre=${encodeURIComponent(title)}`
