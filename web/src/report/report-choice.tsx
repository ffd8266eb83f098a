import { reportApi } from '#contract/report/api.ts'
import { Select } from '@mantine/core'
import { useApi } from '../platform/query.ts'
import { useWords } from '../platform/words.ts'
import { TextLink } from '../ui/app-link.tsx'
import { useMoment } from './use-moment.ts'

/** A report that was issued to this client, the latest first. */
export const ReportPicker = ({ clientId, value, onChange, ...rest }: ReportPickerProps) => {
  const { t } = useWords()
  const moment = useMoment()
  const { data } = useApi(reportApi.list, { limit: 50, ...(clientId === null ? {} : { client: clientId }) })
  const nameOf = (clientName: string, at: string) =>
    clientId === null ? `${clientName} – ${moment(at)}` : moment(at)
  return (
    <Select
      {...rest}
      clearable
      searchable
      nothingFoundMessage={t('record.pick.nothingFound')}
      data={(data?.items ?? []).map(({ id, clientName, at }) => ({
        value: id,
        label: nameOf(clientName, at),
      }))}
      value={value}
      onChange={onChange}
    />
  )
}

interface ReportPickerProps {
  clientId: string | null
  value: string | null
  onChange: (id: string | null) => void
  label: string
}

export const ReportName = ({ id }: { id: string }) => {
  const moment = useMoment()
  const { data } = useApi(reportApi.readIssued, { id })
  return <TextLink href={`/parc/rapports/${id}`}>{data === undefined ? '…' : moment(data.at)}</TextLink>
}
