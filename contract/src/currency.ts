const byCountry: Readonly<Record<string, string>> = { CA: 'CAD', CH: 'CHF', US: 'USD', GB: 'GBP' }

/** One currency a provider: that of its country, the euro unless known otherwise. */
export const currencyOf = (country: string): string => byCountry[country] ?? 'EUR'
