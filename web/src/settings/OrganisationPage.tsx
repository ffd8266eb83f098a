import { calendarApi } from '#contract/calendar/api.ts'
import { organisationApi, Size, type Provider } from '#contract/organisation/api.ts'
import {
  Alert,
  Button,
  Divider,
  Group,
  Loader,
  NativeSelect,
  SimpleGrid,
  Stack,
  TextInput,
} from '@mantine/core'
import { useState } from 'react'
import { AccessSettings } from '../access/access-settings.tsx'
import { BrandEditor } from '../brand/brand-editor.tsx'
import { ZoneField } from '../calendar/zone-field.tsx'
import { currentOf, fieldErrorsOf, ProblemAlert } from '../platform/errors.tsx'
import { notify } from '../platform/notify.ts'
import { useAction, useApi } from '../platform/query.ts'
import { useSession } from '../platform/session.tsx'
import { useWords } from '../platform/words.ts'
import { Conflict } from '../ui/conflict.tsx'
import { Page } from '../ui/page.tsx'
import { changesIn } from './changes.ts'
import { keepsAccounts } from './may-keep.ts'

/** The firm itself: what clients read of it, and where it is. */
export const OrganisationPage = () => {
  const { t } = useWords()
  const { data, error, refetch } = useApi(organisationApi.read, {})
  return (
    <Page
      title={t('settings.organisation.title')}
      crumbs={[{ label: t('settings.title'), href: '/reglages' }]}
      width="read"
    >
      <ProblemAlert error={error} onRetry={() => void refetch()} />
      {data === undefined ? error === null && <Loader /> : <Sections provider={data} />}
    </Page>
  )
}

const Sections = ({ provider }: { provider: Provider }) => {
  const mayKeep = keepsAccounts(useSession())
  return (
    <Stack gap="xl">
      <Form key={provider.version} provider={provider} />
      <Divider />
      <BrandEditor id={provider.id} name={provider.name} mayKeep={mayKeep} isProvider />
      <Divider />
      <AccessSettings provider={provider} mayKeep={mayKeep} />
    </Stack>
  )
}

const Form = ({ provider }: { provider: Provider }) => {
  const { t } = useWords()
  const mayKeep = keepsAccounts(useSession())
  const [values, setValues] = useState(provider)
  const set = (part: Partial<Provider>) => setValues((before) => ({ ...before, ...part }))
  const countries = useApi(calendarApi.listCountries, {}, { staleTime: Infinity }).data?.items ?? []
  const regions = countries.find(({ code }) => code === values.country)?.regions ?? []
  const edit = useAction(organisationApi.edit, {
    invalidates: [organisationApi.read],
    onSuccess: () => void notify(t('settings.organisation.saved')),
  })
  const { name, country, region, size, zone, language, phone, emergencyPhone } = values
  const input = {
    name: name.trim(),
    country,
    region,
    size,
    zone,
    language,
    phone: orNull(phone),
    emergencyPhone: orNull(emergencyPhone),
  }
  const changes = changesIn(provider, input)
  const save = (version = provider.version, change: object = {}) =>
    edit.mutate({ ...changes, ...change, version })
  const faults = fieldErrorsOf(edit.error)
  const labels = {
    name: t('settings.organisation.name'),
    country: t('settings.organisation.country'),
    region: t('settings.organisation.region'),
    size: t('settings.organisation.size'),
    zone: t('settings.organisation.zone'),
    language: t('settings.organisation.language'),
    phone: t('settings.organisation.phone'),
    emergencyPhone: t('settings.organisation.emergency'),
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <fieldset disabled={!mayKeep} style={{ border: 0, padding: 0, margin: 0 }}>
        <Stack gap="sm">
          {!mayKeep && <Alert variant="light">{t('settings.organisation.only')}</Alert>}
          <TextInput
            label={labels.name}
            required
            value={name}
            error={faults['name']}
            onChange={({ currentTarget }) => set({ name: currentTarget.value })}
          />
          <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" style={{ alignItems: 'end' }}>
            <TextInput
              type="tel"
              label={labels.phone}
              description={t('settings.organisation.phoneHelp')}
              value={phone ?? ''}
              error={faults['phone']}
              onChange={({ currentTarget }) => set({ phone: currentTarget.value })}
            />
            <TextInput
              type="tel"
              label={labels.emergencyPhone}
              description={t('settings.organisation.emergencyHelp')}
              value={emergencyPhone ?? ''}
              error={faults['emergencyPhone']}
              onChange={({ currentTarget }) => set({ emergencyPhone: currentTarget.value })}
            />
            <NativeSelect
              label={labels.country}
              description={t('settings.organisation.countryHelp')}
              value={country}
              data={countries.map(({ code, name: label }) => ({ value: code, label }))}
              onChange={({ currentTarget }) => set({ country: currentTarget.value, region: null })}
            />
            {regions.length > 0 && (
              <NativeSelect
                label={labels.region}
                value={region ?? ''}
                data={[
                  { value: '', label: t('settings.organisation.noRegion') },
                  ...regions.map(({ code, name: label }) => ({ value: code, label })),
                ]}
                onChange={({ currentTarget }) => set({ region: orNull(currentTarget.value) })}
              />
            )}
            <NativeSelect
              label={labels.size}
              value={size}
              data={Size.options.map((value) => ({
                value,
                label: t(`settings.organisation.sizes.${value}`),
              }))}
              onChange={({ currentTarget }) =>
                set({ size: Size.options.find((one) => one === currentTarget.value) ?? size })
              }
            />
            <NativeSelect
              label={labels.language}
              value={language}
              data={(['fr', 'en'] as const).map((value) => ({ value, label: t(`shell.language.${value}`) }))}
              onChange={({ currentTarget }) => set({ language: currentTarget.value === 'en' ? 'en' : 'fr' })}
            />
          </SimpleGrid>
          <ZoneField
            label={labels.zone}
            zone={zone}
            error={faults['zone']}
            onChange={(next) => set({ zone: next })}
          />
          {currentOf(edit.error) === null && <ProblemAlert error={edit.error} fields={Object.keys(labels)} />}
          {mayKeep && (
            <Group>
              <Button type="submit" loading={edit.isPending}>
                {t('shell.confirm.save')}
              </Button>
            </Group>
          )}
        </Stack>
      </fieldset>
      <Conflict
        error={edit.error}
        mine={changes}
        labels={labels}
        onSave={(chosen, version) => save(version, chosen)}
        onClose={() => edit.reset()}
      />
    </form>
  )
}

const orNull = (text: string | null): string | null =>
  text === null || text.trim() === '' ? null : text.trim()
