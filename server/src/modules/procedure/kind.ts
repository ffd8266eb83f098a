import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ProcedureContent, ProcessKey } from '#contract/procedure/api.ts'
import type { Words } from '#contract/words.ts'
import { z } from 'zod'
import { Failure } from '#platform/failure.ts'
import { registerKind, registerProposition } from '../artefact/index.ts'
import { compile } from './compile.ts'
import { hops } from './hops.ts'

const folder = join(import.meta.dirname, '../../../../kit/procedures')

const Given = z.object({ xml: z.string() })

registerKind({
  kind: 'procedure',
  approvedBy: 'RGS/AC',
  read: async (content, key) => {
    const { xml } = Given.parse(content)
    const compiled = await compile(xml)
    if ('refusals' in compiled) throw refused(compiled.refusals)
    if (compiled.procedure.process !== key) {
      throw refused([
        {
          code: 'other-process',
          element: { id: compiled.procedure.process, name: compiled.procedure.name.fr },
          message: {
            fr: `Ce diagramme est celui du processus « ${compiled.procedure.process} ».`,
            en: `This diagram is of the process "${compiled.procedure.process}".`,
          },
        },
      ])
    }
    return { xml, procedure: compiled.procedure }
  },
  prepare: async (db, { id, content }) => {
    const { procedure } = ProcedureContent.parse(content)
    const pairs = hops(procedure)
    await db
      .insertInto('procedure_move')
      .values(pairs.map(({ from, to }) => ({ version_id: id, from_step: from, to_step: to })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
    const decisions = procedure.steps.flatMap(({ id: step, role, level }) => {
      if (role !== 'CL' || (level !== 'referent' && level !== 'signatory')) return []
      return [{ version_id: id, step, level } as const]
    })
    if (decisions.length === 0) return
    await db
      .insertInto('procedure_step')
      .values(decisions)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  },
})

for (const [key, fr, en] of [
  ['incident', 'Traitement des incidents', 'Handling of incidents'],
  ['major-incident', 'Traitement des incidents majeurs', 'Handling of major incidents'],
  ['request', 'Traitement des demandes de service', 'Handling of service requests'],
  ['problem', 'Traitement des problèmes', 'Handling of problems'],
  ['change', 'Gestion des changements', 'Change management'],
  ['duty', 'Échéances du rythme', 'Duties of the rhythm'],
  ['configuration-policy', 'Politique de gestion des configurations', 'Configuration management policy'],
  ['configuration-verification', 'Vérification de la CMDB', 'Verification of the CMDB'],
  ['configuration-report', 'Rapport de configuration au client', 'Configuration report to the client'],
  ['trend-review', 'Revue des tendances', 'Review of trends'],
] as const) {
  registerProposition({
    kind: 'procedure',
    key: ProcessKey.enum[key],
    name: { fr, en },
    content: async () => ({ xml: await readFile(join(folder, `${key}.bpmn`), 'utf8') }),
  })
}

const refused = (
  refusals: { code: string; element: { id: string; name: string }; message: Words }[],
): Failure =>
  new Failure('procedure_refused', {
    errors: refusals.map(({ element, message }) => ({
      path: element.id,
      message: `${element.name} : ${message.fr}`,
    })),
    current: { refusals },
  })
