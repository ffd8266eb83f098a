import { IconTruckDelivery } from '@tabler/icons-react'
import { OrganisationList } from '../client/organisation-list.tsx'

export const SuppliersPage = () => (
  <OrganisationList kind="supplier" href="/fournisseurs" icon={<IconTruckDelivery size={32} />} />
)
