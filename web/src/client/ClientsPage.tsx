import { IconBuildingCommunity } from '@tabler/icons-react'
import { OrganisationList } from './organisation-list.tsx'

export const ClientsPage = () => (
  <OrganisationList kind="client" href="/clients" icon={<IconBuildingCommunity size={32} />} />
)
