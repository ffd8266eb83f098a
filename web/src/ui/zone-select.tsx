import { Select } from '@mantine/core'

/** A time zone by its IANA name. */
export const ZoneSelect = ({ label, description, value, onChange }: ZoneSelectProps) => (
  <Select
    label={label}
    description={description}
    data={zones.includes(value) ? zones : [value, ...zones]}
    value={value}
    onChange={(zone) => onChange(zone ?? value)}
    allowDeselect={false}
    searchable
    limit={60}
  />
)

interface ZoneSelectProps {
  label: string
  description?: string
  value: string
  onChange: (zone: string) => void
}

const zones = Intl.supportedValuesOf('timeZone')
