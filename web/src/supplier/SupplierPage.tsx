import { OrganisationFrame } from '../client/organisation-frame.tsx'

export const SupplierPage = () => <OrganisationFrame kind="supplier" href="/fournisseurs" />
