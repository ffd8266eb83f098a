import type { Refusal } from '#contract/procedure/shape.ts'

export interface Blamed {
  id: string
  name: string
}

/** `detail` is what was found, quoted in the sentence where there is one. */
export const refusal = (code: RefusalCode, element: Blamed, detail = ''): Refusal => {
  const label = { fr: `« ${element.name} » (${element.id})`, en: `“${element.name}” (${element.id})` }
  const sentence = sentences[code]
  return {
    code,
    element: { id: element.id, name: element.name },
    message: { fr: sentence.fr(label.fr, detail), en: sentence.en(label.en, detail) },
  }
}

export type RefusalCode = keyof typeof sentences

type Sentence = (element: string, detail: string) => string
const sentence = (fr: Sentence, en: Sentence): { fr: Sentence; en: Sentence } => ({ fr, en })

const sentences = {
  'too-large': sentence(
    () => 'Le fichier est trop grand : 1 Mo et 400 éléments au plus.',
    () => 'The file is too large: 1 MB and 400 elements at most.',
  ),
  'has-entities': sentence(
    () => 'Le fichier déclare un type de document ou des entités, ce qui n’est pas admis.',
    () => 'The file declares a document type or entities, which is not allowed.',
  ),
  'not-bpmn': sentence(
    (_, detail) => `Le fichier ne se lit pas comme du BPMN 2.0 : ${detail}`,
    (_, detail) => `The file cannot be read as BPMN 2.0: ${detail}`,
  ),
  'no-process': sentence(
    () => 'Le fichier ne contient pas de processus.',
    () => 'The file contains no process.',
  ),
  'several-processes': sentence(
    (element) => `Le fichier contient plusieurs processus : ${element} est de trop.`,
    (element) => `The file contains several processes: ${element} is one too many.`,
  ),
  'unknown-process': sentence(
    (element, detail) => `${element} ne nomme aucun processus connu (« ${detail} »).`,
    (element, detail) => `${element} names no known process (“${detail}”).`,
  ),
  'unsupported-element': sentence(
    (element, detail) => `${element} : l’élément ${detail} n’est pas admis dans une procédure.`,
    (element, detail) => `${element}: the element ${detail} is not allowed in a procedure.`,
  ),
  'no-lane': sentence(
    (element) => `${element} n’est dans aucun couloir.`,
    (element) => `${element} is in no lane.`,
  ),
  'unknown-role': sentence(
    (element) => `Le couloir ${element} ne correspond à aucun rôle connu.`,
    (element) => `The lane ${element} matches no known role.`,
  ),
  'no-start': sentence(
    (element) => `${element} n’a aucun début.`,
    (element) => `${element} has no start.`,
  ),
  'dangling-flow': sentence(
    (element) => `Le lien ${element} n’a pas d’origine ou pas de but.`,
    (element) => `The flow ${element} lacks a source or a target.`,
  ),
  'misplaced-flow': sentence(
    (element) => `Le lien ${element} part d’une fin ou arrive à un début.`,
    (element) => `The flow ${element} leaves an end or arrives at a start.`,
  ),
  unreachable: sentence(
    (element) => `Rien ne mène à ${element}.`,
    (element) => `Nothing leads to ${element}.`,
  ),
  'no-way-out': sentence(
    (element) => `Depuis ${element}, aucune fin ne peut être atteinte.`,
    (element) => `From ${element}, no end can be reached.`,
  ),
  'implicit-split': sentence(
    (element) => `Plusieurs liens partent de ${element} : dessinez une décision.`,
    (element) => `Several flows leave ${element}: draw a decision.`,
  ),
  'misplaced-condition': sentence(
    (element) => `Le lien ${element} porte une condition là où rien ne la lit.`,
    (element) => `The flow ${element} carries a condition where nothing reads it.`,
  ),
  'unnamed-choice': sentence(
    (element) => `Le lien ${element} part d’un choix et doit porter le nom d’un bouton.`,
    (element) => `The flow ${element} leaves a choice and must bear the name of a button.`,
  ),
  'choice-elsewhere': sentence(
    (element, detail) =>
      `Le choix ${element} n’est pas dans le couloir de la tâche ${detail} qui le précède.`,
    (element, detail) => `The choice ${element} is not in the lane of the task ${detail} before it.`,
  ),
  'choice-without-task': sentence(
    (element, detail) => `Le choix ${element} est atteint depuis ${detail}, qui n’est pas une tâche.`,
    (element, detail) => `The choice ${element} is reached from ${detail}, which is not a task.`,
  ),
  'too-many-choices': sentence(
    (element) => `${element} offre plus de 24 choix.`,
    (element) => `${element} offers more than 24 choices.`,
  ),
  'duplicate-move': sentence(
    (element, detail) => `${element} offre deux choix du même identifiant « ${detail} ».`,
    (element, detail) => `${element} offers two choices of the same id “${detail}”.`,
  ),
  'no-default': sentence(
    (element) => `La décision automatique ${element} n’a pas de lien par défaut.`,
    (element) => `The automatic decision ${element} has no default flow.`,
  ),
  'bad-condition': sentence(
    (element, detail) => `La condition de ${element} ne se lit pas comme du FEEL admis : ${detail}`,
    (element, detail) => `The condition of ${element} is not valid, allowed FEEL: ${detail}`,
  ),
  'unknown-variable': sentence(
    (element, detail) => `${element} emploie « ${detail} », que ce processus ne connaît pas.`,
    (element, detail) => `${element} uses “${detail}”, which this process does not know.`,
  ),
  'bad-value': sentence(
    (element, detail) => `${element} : « ${detail} » n’est pas une affectation admise.`,
    (element, detail) => `${element}: “${detail}” is not a valid assignment.`,
  ),
  'unknown-activity': sentence(
    (element, detail) => `${element} nomme l’activité « ${detail} », inconnue de ce processus.`,
    (element, detail) => `${element} names the activity “${detail}”, unknown to this process.`,
  ),
  'missing-activity': sentence(
    (element, detail) => `${element} n’a pas l’activité exigée ${detail}.`,
    (element, detail) => `${element} lacks the required activity ${detail}.`,
  ),
  'unknown-phase': sentence(
    (element, detail) => `${element} : « ${detail} » n’est pas une phase.`,
    (element, detail) => `${element}: “${detail}” is not a phase.`,
  ),
  'automatic-loop': sentence(
    (element) => `${element} est dans une boucle sans aucune tâche.`,
    (element) => `${element} is in a loop without any task.`,
  ),
  'unknown-callee': sentence(
    (element, detail) => `${element} appelle un processus inconnu (« ${detail} »).`,
    (element, detail) => `${element} calls an unknown process (“${detail}”).`,
  ),
  'calls-ancestor': sentence(
    (element, detail) => `${element} appelle « ${detail} », qui appelle déjà ce processus.`,
    (element, detail) => `${element} calls “${detail}”, which already calls this process.`,
  ),
  'call-without-gateway': sentence(
    (element) => `L’appel ${element} doit être suivi d’une décision automatique.`,
    (element) => `The call ${element} must be followed by an automatic decision.`,
  ),
  'bad-timer': sentence(
    (element) => `Le minuteur ${element} n’a pas de délai lisible, comme « 3 serviceDay ».`,
    (element) => `The timer ${element} has no readable delay, such as “3 serviceDay”.`,
  ),
  'timer-way-out': sentence(
    (element) => `Le minuteur ${element} interrompt sa tâche et doit mener quelque part par un seul lien.`,
    (element) => `The timer ${element} interrupts its task and must lead on by exactly one flow.`,
  ),
  'timer-splits': sentence(
    (element) => `Le minuteur ${element} prévient seulement : il ne peut mener qu’à une fin.`,
    (element) => `The timer ${element} only notifies: it may lead to an end and nowhere else.`,
  ),
  'bad-record-move': sentence(
    (element, detail) => `L’action ${element} n’est pas admise : ${detail}.`,
    (element, detail) => `The action ${element} is not allowed: ${detail}.`,
  ),
} satisfies Record<string, { fr: Sentence; en: Sentence }>
