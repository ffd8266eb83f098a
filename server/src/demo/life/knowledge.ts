import { artefactApi } from '#contract/artefact/api.ts'
import { knowledgeApi } from '#contract/knowledge/api.ts'
import { recordApi } from '#contract/record/api.ts'
import type { ArticleOf } from '../articles/article.ts'
import { forClients } from '../articles/for-clients.ts'
import { forStaff } from '../articles/for-staff.ts'
import { openRandom } from '../random.ts'
import type { Life, World } from '../world.ts'

/** When the last ones began, as shares of the span: what was sent back is some days older than what still waits. */
const lasts = { rejected: 0.85, submitted: 0.955, draft: 0.955 }

/** Each article has a day of its own over the span. */
export const planArticles = (world: World): { at: Temporal.Instant; life: Life }[] => {
  const start = world.stage.now()
  const whole = world.end.since(start).total('minutes')
  const all = [...forClients, ...forStaff]
  return [
    ...all.map((article, at) => {
      const share = article.ends === undefined ? 0.06 + (0.72 * at) / all.length : lasts[article.ends]
      return {
        at: world.hours.after(start.add({ minutes: Math.round(whole * share) }), 30 + (at % 5) * 40),
        life: articleLife(world, article),
      }
    }),
    { at: world.hours.after(start.add({ minutes: Math.round(whole * 0.5) }), 15), life: lookInVain(world) },
  ]
}

/** Written, handed in, published by the service manager, of use on tickets – or left on the way. */
const articleLife = async function* (world: World, article: ArticleOf): Life {
  const { stage, hours } = world
  const author = world.staff(article.author).voice
  const marc = world.staff('marc').voice
  const content = contentOf(world, article, article.body)
  const { number, latest } = await author.call(knowledgeApi.create, { content })
  if (article.ends === 'draft') return
  yield hours.after(stage.now(), 45)
  await author.call(artefactApi.submit, { id: latest.id })
  if (article.ends === 'submitted') return
  yield hours.after(stage.now(), 400)
  if (article.ends === 'rejected') {
    await marc.call(artefactApi.reject, {
      id: latest.id,
      reason: 'Pas de site gratuit : nos clients ont leur partage. Décrire le lien de partage et sa durée.',
    })
    return
  }
  await marc.call(artefactApi.approve, { id: latest.id })
  yield hours.after(stage.now(), 1200)
  await readAndUse(world, article, number)
  if (article.revised === undefined) return
  yield hours.after(stage.now(), 2400)
  const { body, note } = article.revised
  const next = await author.call(knowledgeApi.draft, {
    number,
    content: contentOf(world, article, body),
    note,
  })
  await author.call(artefactApi.submit, { id: next.id })
  yield hours.after(stage.now(), 300)
  await marc.call(artefactApi.approve, { id: next.id })
}

const contentOf = (world: World, { title, en, service, category, readers }: ArticleOf, body: string) => {
  const isForOne = readers !== undefined && readers !== 'staff'
  return {
    title: { fr: title, ...(en === undefined ? {} : { en: en.title }) },
    body: { fr: body, ...(en === undefined ? {} : { en: en.body }) },
    serviceId: world.service(service),
    categoryId: categoryOf(world, category),
    visibility:
      readers === undefined ? ('clients' as const) : isForOne ? ('client' as const) : ('staff' as const),
    clientId: isForOne ? world.client(readers).id : null,
  }
}

/** Some subjects are troubles, some are wishes. */
const categoryOf = ({ category }: World, name: string): string => {
  try {
    return category('INC', name)
  } catch {
    return category('REQ', name)
  }
}

/** Clients read it, some say what they think, and the desk notes where it was of use. */
const readAndUse = async (world: World, article: ArticleOf, number: string): Promise<void> => {
  const random = openRandom(`article ${article.title}`)
  const isForClients = article.readers !== 'staff'
  const keys = isForClients
    ? (['morvan', 'ledantec', 'rivieres', 'bellanger'] as const).filter(
        (key) => article.readers === undefined || article.readers === key,
      )
    : []
  for (const key of keys) {
    const { voice } = random.pick(world.client(key).people)
    await voice.call(knowledgeApi.count, { number, what: 'opened' })
    if (random.chance(0.5)) await voice.call(knowledgeApi.count, { number, what: 'helped' })
    if (random.chance(0.35)) {
      const isUseful = random.chance(0.85)
      const word = random.pick(isUseful ? praise : blame)
      await voice.call(knowledgeApi.judge, { number, isUseful, word })
    }
  }
  const { voice } = world.staff('thomas')
  await voice.call(knowledgeApi.count, { number, what: 'opened' })
  const { items } = await voice.call(recordApi.list, {
    category: categoryOf(world, article.category),
    kind: 'INC',
    sort: 'recent',
    limit: 2,
  })
  for (const ticket of items) await voice.call(knowledgeApi.link, { number, record: ticket.number })
}

const praise = ['', '', 'Merci, réparé en deux minutes.', 'Clair.', 'Je l’ai imprimé pour l’accueil.']
const blame = ['Les écrans ont changé depuis.', 'Il manque le cas du portable.']

/** What people looked for and did not find: the articles to write next. */
const lookInVain = async function* (world: World): Life {
  const { stage, hours } = world
  const looked: readonly [string, number][] = [
    ['signature e-mail', 5],
    ['vidéoprojecteur salle de réunion', 3],
    ['double écran', 4],
    ['imprimer recto verso', 2],
    ['lecteur carte vitale', 2],
  ]
  const random = openRandom('looked for in vain')
  for (const [words, times] of looked) {
    for (let turn = 0; turn < times; turn++) {
      yield hours.after(stage.now(), 150)
      const key = random.pick(['morvan', 'ledantec', 'rivieres', 'bellanger'] as const)
      const { voice } = random.pick(world.client(key).people)
      await voice.call(knowledgeApi.noteSearch, { words, outcome: turn === 1 ? 'asked' : 'nothing' })
    }
  }
  await world
    .staff('ines')
    .voice.call(knowledgeApi.noteSearch, { words: 'code secours copieur', outcome: 'nothing' })
}
