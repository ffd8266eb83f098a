import { brandApi, type Brand } from '#contract/brand/api.ts'
import { addressOf } from '../platform/api.ts'
import { bandColours } from './band-colours.ts'
import style from './logo.module.css'

/** The picture of a house, on a white plate; nothing where there is none. */
export const Logo = ({ brand, name = '' }: { brand: Brand; name?: string }) =>
  brand.hasLogo ? (
    <span className={style['plate']}>
      <img
        className={style['logo']}
        src={addressOf(brandApi.logo, { id: brand.ownerId, v: String(brand.version) })}
        alt={name}
      />
    </span>
  ) : null

export const PublicLogo = ({ version, name }: { version: number; name: string }) => (
  <span className={style['plate']}>
    <img className={style['logo']} src={`${addressOf(brandApi.providerLogo, {})}?v=${version}`} alt={name} />
  </span>
)

/** Whose portal this is: the house's own colour and logo over everything else; nothing where neither was chosen. */
export const HouseStrip = ({ brand, name }: { brand: Brand; name: string }) =>
  brand.hasLogo || brand.colour !== null ? (
    <div className={style['strip']} style={bandColours(brand.colour)}>
      <div className={style['house']}>
        <Logo brand={brand} />
        <span>{name}</span>
      </div>
    </div>
  ) : null
