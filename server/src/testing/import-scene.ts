import assert from 'node:assert/strict'
import { importApi } from '#contract/import/api.ts'
import { Import, ImportPreview } from '#contract/import/shape.ts'
import type { Someone } from './makers.ts'
import type { TestServer } from './server.ts'

export interface Sent {
  name?: string
  mapping?: readonly (string | null)[]
  client?: string
  type?: string
  mode?: string
  reason?: string
}

const boundary = 'a-boundary'

const formOf = (content: string | Uint8Array, { name = 'parc.csv', mapping, ...fields }: Sent): Buffer => {
  const given = { ...fields, ...(mapping === undefined ? {} : { mapping: JSON.stringify(mapping) }) }
  const head = Object.entries(given)
    .map(
      ([key, value]) => `--${boundary}\r\ncontent-disposition: form-data; name="${key}"\r\n\r\n${value}\r\n`,
    )
    .join('')
  return Buffer.concat([
    Buffer.from(
      `${head}--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: application/octet-stream\r\n\r\n`,
    ),
    Buffer.from(content),
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
}

/** How tests send files. */
export const importScene = (server: TestServer) => {
  const send = async (
    someone: Someone | null,
    content: string | Uint8Array,
    { isPreview = false, ...sent }: Sent & { isPreview?: boolean } = {},
  ) => {
    const response = await server.app.inject({
      method: 'POST',
      url: `/api/v1/imports${isPreview ? '?preview=true' : ''}`,
      headers: {
        'content-type': `multipart/form-data; boundary=${boundary}`,
        ...(someone === null ? {} : { authorization: `Bearer ${someone.token}` }),
      },
      payload: formOf(content, sent),
    })
    return { status: response.statusCode, body: response.json<unknown>() }
  }
  const preview = async (someone: Someone, content: string | Uint8Array, sent: Sent = {}) => {
    const { status, body } = await send(someone, content, { ...sent, isPreview: true })
    assert.equal(status, 201, JSON.stringify(body))
    return ImportPreview.parse(body)
  }
  const begin = async (someone: Someone, content: string | Uint8Array, sent: Sent = {}) => {
    const { status, body } = await send(someone, content, sent)
    assert.equal(status, 201, JSON.stringify(body))
    return Import.parse(body)
  }
  return {
    send,
    preview,
    begin,
    /** To its end, as the worker would. */
    run: async (someone: Someone, content: string | Uint8Array, sent: Sent = {}) => {
      const { id } = await begin(someone, content, sent)
      await server.runChore('run-imports')
      return Import.parse(await someone.caller.get(importApi.read, { id }))
    },
    undo: async (someone: Someone, id: string, reason?: string) => {
      await someone.caller.get(importApi.undo, { id, ...(reason === undefined ? {} : { reason }) })
      await server.runChore('run-imports')
      return Import.parse(await someone.caller.get(importApi.read, { id }))
    },
    /** A file that leaves, whole. */
    download: async (someone: Someone, url: string): Promise<Buffer> => {
      const response = await server.app.inject({
        method: 'GET',
        url: `/api/v1${url}`,
        headers: { authorization: `Bearer ${someone.token}` },
      })
      assert.equal(response.statusCode, 200, response.body)
      return response.rawPayload
    },
  }
}
