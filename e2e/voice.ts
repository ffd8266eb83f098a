import { setTimeout as sleep } from 'node:timers/promises'
import { pathKeys, type Endpoint } from '../contract/src/endpoint.ts'
import { sessionApi } from '../contract/src/session/api.ts'
import type { z } from 'zod'

export interface Account {
  email: string
  password: string
}

/** Somebody who works through the interface for programs: what a journey needs before it begins, and colleagues at work. */
export interface Voice {
  cookie: { name: string; value: string }
  call: <Input extends z.ZodType, Output extends z.ZodType>(
    endpoint: Endpoint<Input, Output>,
    input: z.input<Input>,
  ) => Promise<z.output<Output>>
}

export const voiceOf = async (url: string, account: Account): Promise<Voice> => {
  const answer = await send(url, sessionApi.signIn, account, '')
  const [pair = ''] = (answer.headers.get('set-cookie') ?? '').split(';')
  const [name = '', value = ''] = pair.split('=')
  return {
    cookie: { name, value },
    call: async (endpoint, input) => {
      const response = await send(url, endpoint, input, pair)
      const body = await response.text()
      return endpoint.output.parse(body === '' ? {} : JSON.parse(body))
    },
  }
}

/** The product answers a moment before its first account is made. */
export const firstVoiceOf = async (url: string, account: Account): Promise<Voice> => {
  for (let tries = 0; tries < 50; tries++) {
    const voice = await voiceOf(url, account).catch(() => null)
    if (voice !== null) return voice
    await sleep(100)
  }
  return voiceOf(url, account)
}

const send = async (url: string, endpoint: Endpoint, input: unknown, cookie: string): Promise<Response> => {
  const fields = new Map(Object.entries(Object(input)))
  let path = endpoint.path
  for (const key of pathKeys(endpoint.path)) {
    path = path.replace(`{${key}}`, encodeURIComponent(String(fields.get(key))))
    fields.delete(key)
  }
  const isRead = endpoint.method === 'GET'
  const query = new URLSearchParams([...fields].map(([key, value]) => [key, String(value)])).toString()
  const response = await fetch(`${url}/api/v1${path}${isRead && query !== '' ? `?${query}` : ''}`, {
    method: endpoint.method,
    headers: { cookie, ...(isRead ? {} : { 'content-type': 'application/json' }) },
    ...(isRead ? {} : { body: JSON.stringify(Object.fromEntries(fields)) }),
  })
  if (!response.ok) throw new Error(`${endpoint.method} ${path}: ${response.status} ${await response.text()}`)
  return response
}
