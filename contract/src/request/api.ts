import { z } from 'zod'
import { Artefact } from '../artefact/api.ts'
import { endpoint, staff, staffAndClients } from '../endpoint.ts'
import { all, Nothing, Version } from '../list.ts'
import { GivenChecklist, reportFields } from '../record/api.ts'
import { AnyRecord, RecordNumber } from '../record/shape.ts'
import { ModelShape, OfferedModel, StaffModel } from './model.ts'

export const SubmitRequest = z.object({
  ...reportFields,
  /** The key of a model: it brings title, service, category, delay, checklist, price and who must agree. */
  model: z.string().min(1).max(80).optional(),
  /** Answers to the model's questions, by their keys. */
  fields: z.record(z.string().max(60), z.unknown()).optional(),
  /** Needed without a model; with one, it replaces the model's own. */
  title: reportFields.title.optional(),
  checklist: GivenChecklist.optional(),
  isOutOfContract: z.boolean().optional(),
  needsApproval: z.boolean().optional(),
  /** What it costs, before somebody is asked to accept it. */
  price: z.string().trim().min(1).max(200).optional(),
})
export type SubmitRequest = z.infer<typeof SubmitRequest>

/** What the activities of a request write on it. */
export const RequestFacts = z.object({
  isOutOfContract: z.boolean().optional(),
  needsApproval: z.boolean().optional(),
  approved: z.boolean().optional(),
  confirmByModel: z.boolean().optional(),
  price: z.string().trim().min(1).max(200).optional(),
  solution: z.string().max(20_000).optional(),
  supplierId: z.uuid().optional(),
  reference: z.string().max(200).optional(),
  supplierResult: z.string().max(20_000).optional(),
  rating: z.int().min(1).max(5).optional(),
  ratingComment: z.string().max(2000).optional(),
})

export const requestApi = {
  submit: endpoint('POST /requests', SubmitRequest, AnyRecord, {
    for: staffAndClients,
    summary: 'Ask for something: by a model and its questions, or in plain words',
    status: 201,
  }),
  applyModel: endpoint(
    'POST /requests/{number}/model',
    z.object({
      number: RecordNumber,
      version: Version,
      model: z.string().min(1).max(80),
      /** Answers to the model's questions, by their keys. */
      fields: z.record(z.string().max(60), z.unknown()).default({}),
      price: SubmitRequest.shape.price,
    }),
    AnyRecord,
    {
      for: staff,
      summary: 'Give a request in plain words its model, before anybody has decided on it or carried it out',
    },
  ),
  listModels: endpoint('GET /request-models', Nothing, all(z.union([StaffModel, OfferedModel])), {
    for: staffAndClients,
    summary: 'The catalogue: what may be asked for, as it is in force; a client sees what it is offered',
  }),
  createModel: endpoint(
    'POST /request-models',
    z.object({
      key: z
        .string()
        .regex(/^[a-z0-9][a-z0-9-]{0,79}$/)
        .optional(),
      content: ModelShape,
      note: z.string().max(2000).optional(),
    }),
    Artefact,
    {
      for: staff,
      summary: 'A new request model with its first draft; it is approved like any artefact',
      status: 201,
    },
  ),
}
