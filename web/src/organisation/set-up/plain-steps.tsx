import { Radio, Select, Stack, TextInput } from '@mantine/core'
import { PasswordField } from '../../ui/password-field.tsx'
import { calendarApi } from '#contract/calendar/api.ts'
import { useAll } from '../../platform/query.ts'
import { speak, useWords } from '../../platform/words.ts'
import { ZoneSelect } from '../../ui/zone-select.tsx'
import type { StepProps } from './draft.ts'

export const PlaceStep = ({ draft, change }: StepProps) => {
  const { t, language } = useWords()
  const { items } = useAll(calendarApi.listCountries, {}, { staleTime: Infinity })
  const regions = items.find(({ code }) => code === draft.country)?.regions ?? []
  const names = countryNames(language)
  const choose = (country: string) => {
    change({ country, region: country === 'CA' ? 'QC' : null, calendar: null, answers: {} })
    void speak(language, country)
  }
  return (
    <Stack>
      <Select
        label={t('organisation.setUp.place.country')}
        data={items.map(({ code, name }) => ({ value: code, label: names(code) ?? name }))}
        value={draft.country}
        onChange={(country) => choose(country ?? draft.country)}
        allowDeselect={false}
        searchable
        required
        withAsterisk={false}
      />
      {regions.length > 0 && (
        <Select
          label={t('organisation.setUp.place.region')}
          description={t('organisation.setUp.place.regionHelp')}
          placeholder={t('organisation.setUp.place.noRegion')}
          data={regions.map(({ code, name }) => ({ value: code, label: name }))}
          value={draft.region}
          onChange={(region) => change({ region, calendar: null, answers: {} })}
          clearable
          searchable
        />
      )}
    </Stack>
  )
}

export const SizeStep = ({ draft, change }: StepProps) => {
  const { t } = useWords()
  return (
    <Radio.Group
      aria-label={t('organisation.setUp.size.title')}
      value={draft.size}
      onChange={(value) => change({ size: sizes.find((size) => size === value) ?? draft.size })}
    >
      <Stack>
        {sizes.map((size) => (
          <Radio key={size} value={size} label={t(`organisation.setUp.size.${size}`)} />
        ))}
      </Stack>
    </Radio.Group>
  )
}

export const OrganisationStep = ({ draft, change }: StepProps) => {
  const { t } = useWords()
  return (
    <Stack>
      <TextInput
        label={t('organisation.setUp.organisation.name')}
        value={draft.name}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        autoComplete="organization"
        maxLength={200}
        required
        withAsterisk={false}
      />
      <ZoneSelect
        label={t('organisation.setUp.organisation.zone')}
        value={draft.zone}
        onChange={(zone) => change({ zone })}
      />
      <TextInput
        label={t('organisation.setUp.organisation.phone')}
        type="tel"
        value={draft.phone}
        onChange={({ currentTarget }) => change({ phone: currentTarget.value })}
        maxLength={50}
      />
      <TextInput
        label={t('organisation.setUp.organisation.emergencyPhone')}
        description={t('organisation.setUp.organisation.emergencyHelp')}
        type="tel"
        value={draft.emergencyPhone}
        onChange={({ currentTarget }) => change({ emergencyPhone: currentTarget.value })}
        maxLength={50}
      />
    </Stack>
  )
}

export const ServiceStep = ({ draft, change }: StepProps) => {
  const { t } = useWords()
  return (
    <TextInput
      label={t('organisation.setUp.service.name')}
      placeholder={t('organisation.setUp.service.example')}
      value={draft.serviceName}
      onChange={({ currentTarget }) => change({ serviceName: currentTarget.value })}
      maxLength={200}
    />
  )
}

export const ClientStep = ({ draft, change }: StepProps) => {
  const { t } = useWords()
  return (
    <TextInput
      label={t('organisation.setUp.client.name')}
      placeholder={t('organisation.setUp.client.example')}
      value={draft.clientName}
      onChange={({ currentTarget }) => change({ clientName: currentTarget.value })}
      maxLength={200}
    />
  )
}

export const AccountStep = ({ draft, change }: StepProps) => {
  const { t } = useWords()
  const shared = { required: true, withAsterisk: false }
  return (
    <Stack>
      <TextInput
        label={t('organisation.setUp.account.name')}
        autoComplete="name"
        value={draft.personName}
        onChange={({ currentTarget }) => change({ personName: currentTarget.value })}
        {...shared}
      />
      <TextInput
        label={t('organisation.setUp.account.email')}
        type="email"
        autoComplete="username"
        value={draft.email}
        onChange={({ currentTarget }) => change({ email: currentTarget.value })}
        {...shared}
      />
      <PasswordField
        label={t('organisation.setUp.account.password')}
        description={t('session.invitation.help')}
        autoComplete="new-password"
        minLength={10}
        value={draft.password}
        onChange={({ currentTarget }) => change({ password: currentTarget.value })}
        {...shared}
      />
    </Stack>
  )
}

const sizes = ['1-3', '4-9', '10-25'] as const

const countryNames = (language: string) => {
  const names = new Intl.DisplayNames(language, { type: 'region' })
  return (code: string) => names.of(code)
}
