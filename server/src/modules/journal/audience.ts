type Body = Readonly<Record<string, unknown>>

/** What clients and suppliers are told of an event; what is not named here they are told whole. */
const told: Readonly<Record<string, (body: Body) => Body>> = {
  'record.created': ({ fields, ...body }) => ({
    ...pick(body, ['number', 'kind', 'step']),
    fields: pick(fields, ['title', 'serviceId', 'channel', 'occurredAt']),
  }),
  'record.moved': ({ fields, onBehalfOf = null, ...body }) => ({
    ...pick(body, ['move', 'from', 'to']),
    onBehalfOf: onBehalfOf === null ? null : pick(onBehalfOf, ['name', 'means', 'at', 'reference']),
    fields: isSaidToClients(body) ? pick(fields, ['reason', 'price', 'confirmedBy']) : {},
  }),
  'intervention.planned': (body) => pick(body, ['intervention', 'from', 'until']),
  'intervention.finished': (body) => pick(body, ['intervention', 'at']),
  'intervention.cancelled': (body) => pick(body, ['intervention']),
  'record.merged': (body) => pick(body, ['from', 'into']),
}

/** The provider's own codes, conditions and reasons stay inside; a price is for whom it concerns. */
export const bodyFor = (
  event: string,
  body: Body,
  reader: { isStaff: boolean; seesPrice: boolean },
): Body => {
  if (reader.isStaff) return body
  const shown = told[event]?.(body) ?? body
  return reader.seesPrice ? shown : withoutPrice(shown)
}

const withoutPrice = ({ fields, ...body }: Body): Body =>
  fields === undefined
    ? body
    : {
        ...body,
        fields: Object.fromEntries(Object.entries(Object(fields)).filter(([key]) => key !== 'price')),
      }

/** Why the desk escalates or overrides is its own affair; why it cancels is not. */
const isSaidToClients = ({ role, move }: Body): boolean =>
  role === 'CL' || move === 'cancel' || move === 'reopen' || move === 'resolve'

const pick = (body: unknown, keys: readonly string[]): Body =>
  Object.fromEntries(Object.entries(Object(body)).filter(([key]) => keys.includes(key)))
