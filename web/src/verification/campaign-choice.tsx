import { verificationApi } from '#contract/verification/api.ts'
import { Select } from '@mantine/core'
import { useApi } from '../platform/query.ts'
import { useTime } from '../platform/time.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'

const useCampaigns = () => useApi(verificationApi.list, {}).data?.items ?? []

/** A closed campaign of this client or of none alone, the latest first; what it verified comes along. */
export const CampaignPicker = ({ clientId, value, onChange, ...rest }: CampaignPickerProps) => {
  const { t } = useWords()
  const { day } = useTime()
  const closed = useCampaigns().filter(
    (campaign) =>
      campaign.closedAt !== null &&
      (clientId === null || campaign.clientId === null || campaign.clientId === clientId),
  )
  const nameOf = ({ name, closedAt }: (typeof closed)[number]) =>
    closedAt === null ? name : `${name} – ${day(closedAt)}`
  return (
    <Select
      {...rest}
      clearable
      searchable
      nothingFoundMessage={t('record.pick.nothingFound')}
      data={closed.map((campaign) => ({ value: campaign.id, label: nameOf(campaign) }))}
      value={value}
      onChange={(id) => onChange(id, closed.find((campaign) => campaign.id === id)?.figures.verified)}
    />
  )
}

interface CampaignPickerProps {
  clientId: string | null
  value: string | null
  onChange: (id: string | null, verified: number | undefined) => void
  label: string
}

export const CampaignName = ({ id }: { id: string }) => {
  const name = useCampaigns().find((campaign) => campaign.id === id)?.name
  return <TextLink href={`/parc/verifications/${id}`}>{name ?? '…'}</TextLink>
}
