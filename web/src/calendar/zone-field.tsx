import { Autocomplete } from '@mantine/core'

/** Any zone that the machine knows, found by typing. */
export const ZoneField = ({ label, description, zone, error, onChange, size = 'sm' }: ZoneFieldProps) => (
  <Autocomplete
    label={label}
    description={description}
    error={error}
    size={size}
    value={zone}
    data={Intl.supportedValuesOf('timeZone')}
    limit={12}
    onChange={onChange}
  />
)

interface ZoneFieldProps {
  label: string
  description?: string
  zone: string
  error?: string | undefined
  size?: 'xs' | 'sm'
  onChange: (zone: string) => void
}
