import { z } from 'zod'

/** Everything that can be expected to go wrong: the code that programs read, its status, and the sentence people read. */
export const errors = {
  invalid_input: {
    status: 400,
    fr: 'La demande contient des valeurs incorrectes. Rien n’a été modifié.',
    en: 'The request contains invalid values. Nothing was changed.',
  },
  malformed_request: {
    status: 400,
    fr: 'La demande est illisible. Rien n’a été modifié.',
    en: 'The request could not be read. Nothing was changed.',
  },
  signed_out: { status: 401, fr: 'Connectez-vous pour continuer.', en: 'Sign in to continue.' },
  wrong_credentials: {
    status: 401,
    fr: 'Adresse ou mot de passe incorrect.',
    en: 'Wrong address or password.',
  },
  wrong_code: {
    status: 401,
    fr: 'Ce code n’est pas valable, ou il a déjà servi. Attendez le suivant et réessayez.',
    en: 'This code is not valid, or was used already. Wait for the next one and try again.',
  },
  second_factor_required: {
    status: 403,
    fr: 'Votre organisation demande la connexion en deux étapes : mettez-la en place pour continuer.',
    en: 'Your organisation asks for two-step sign-in: set it up to go on.',
  },
  forbidden: { status: 403, fr: 'Vous n’avez pas le droit de faire cela.', en: 'You may not do this.' },
  needs_authority: {
    status: 403,
    fr: 'Cet élément est contrôlé et en service : le modifier demande un changement autorisé, ou une correction signée par le responsable de la gestion des services.',
    en: 'This item is controlled and in service: changing it takes an authorised change, or a correction signed by the service manager.',
  },
  wrong_origin: {
    status: 403,
    fr: 'La demande vient d’un autre site : elle est refusée.',
    en: 'The request comes from another site: it is refused.',
  },
  missing_scope: {
    status: 403,
    fr: 'Ce jeton n’a pas la portée nécessaire.',
    en: 'This token lacks the scope that is needed.',
  },
  not_found: {
    status: 404,
    fr: 'Introuvable, ou vous n’y avez pas accès.',
    en: 'Not found, or not yours to see.',
  },
  wrong_step: {
    status: 409,
    fr: 'Ce ticket a avancé entre-temps : cette action n’est plus possible à l’étape où il se trouve.',
    en: 'This ticket has moved on: that action is no longer possible at its present step.',
  },
  stale_version: {
    status: 409,
    fr: 'Quelqu’un a modifié ceci entre-temps. Vos valeurs et les siennes sont affichées : rien n’est perdu.',
    en: 'Someone changed this meanwhile. Your values and theirs are shown: nothing is lost.',
  },
  already_exists: { status: 409, fr: 'Cela existe déjà.', en: 'This exists already.' },
  not_possible: {
    status: 409,
    fr: 'Ce n’est pas possible dans l’état actuel.',
    en: 'This is not possible in the present state.',
  },
  already_set_up: {
    status: 409,
    fr: 'Cette installation est déjà configurée.',
    en: 'This installation is already set up.',
  },
  link_expired: {
    status: 410,
    fr: 'Ce lien a expiré ou a déjà servi. Demandez-en un nouveau.',
    en: 'This link has expired or was used already. Ask for a new one.',
  },
  too_large: {
    status: 413,
    fr: 'L’envoi dépasse la taille permise. Rien n’a été conservé.',
    en: 'What was sent exceeds the permitted size. Nothing was kept.',
  },
  unsupported_type: {
    status: 415,
    fr: 'Ce format n’est pas accepté ici.',
    en: 'This format is not accepted here.',
  },
  sheet_stale: {
    status: 409,
    fr: 'La fiche des éléments ne correspond plus à ce qui est aujourd’hui. Rien n’a été appliqué : relisez-la d’abord.',
    en: 'The sheet of items no longer fits what is there today. Nothing was applied: look at it again first.',
  },
  agreement_denied: {
    status: 409,
    fr: 'L’accord oral sur lequel ce changement a été fait est démenti : revenez en arrière, ou faites-le approuver après coup.',
    en: 'The oral agreement on which this change was carried out was denied: take it back, or have it approved afterwards.',
  },
  missing_fields: {
    status: 422,
    fr: 'Il manque des informations pour cette action.',
    en: 'Some information is missing for this action.',
  },
  writing_required: {
    status: 422,
    fr: 'Cet accord engage le client : joignez l’écrit par lequel il le donne. Rien n’a été modifié.',
    en: 'This agreement binds the client: attach the writing by which it is given. Nothing was changed.',
  },
  checklist_open: {
    status: 422,
    fr: 'Des points obligatoires de la liste de contrôle restent à cocher.',
    en: 'Compulsory lines of the checklist are still to be ticked.',
  },
  identity_unchecked: {
    status: 422,
    fr: 'Rappelez d’abord le demandeur au numéro enregistré, puis cochez-le dans la liste de contrôle.',
    en: 'First call the requester back at the number on file, and tick it in the checklist.',
  },
  no_number_on_file: {
    status: 422,
    fr: 'Aucun numéro de téléphone n’est enregistré pour le demandeur ni pour son organisation : ajoutez-le d’abord.',
    en: 'No telephone number is on file for the requester or its organisation: add it first.',
  },
  not_the_number_on_file: {
    status: 422,
    fr: 'Ce numéro n’est pas celui qui est enregistré : l’identité se vérifie en rappelant au numéro connu.',
    en: 'This is not the number on file: identity is checked by calling back at the number that is known.',
  },
  repeat_mismatch: {
    status: 422,
    fr: 'Cette clé d’idempotence a déjà servi pour une autre demande.',
    en: 'This idempotency key was used for another request.',
  },
  procedure_refused: {
    status: 422,
    fr: 'Cette procédure ne peut pas être publiée : voyez les éléments nommés.',
    en: 'This procedure cannot be published: see the elements named.',
  },
  reason_required: {
    status: 422,
    fr: 'Un motif est nécessaire.',
    en: 'A reason is required.',
  },
  rule_broken: {
    status: 422,
    fr: 'Une règle de la base de données s’y oppose. Rien n’a été modifié.',
    en: 'A rule of the database forbids it. Nothing was changed.',
  },
  too_many_requests: {
    status: 429,
    fr: 'Trop d’essais. Attendez un moment avant de recommencer.',
    en: 'Too many attempts. Wait a moment before trying again.',
  },
  internal: {
    status: 500,
    fr: 'Une erreur inattendue s’est produite. Elle a été consignée ; rien n’a été modifié.',
    en: 'An unexpected error occurred. It was logged; nothing was changed.',
  },
  unavailable: {
    status: 503,
    fr: 'Le service redémarre. Réessayez dans quelques secondes.',
    en: 'The service is restarting. Try again in a few seconds.',
  },
} as const satisfies Record<string, { status: number; fr: string; en: string }>

export type ErrorCode = keyof typeof errors

/** RFC 9457. `errors` names the input at fault, `current` is the present state on a conflict. */
export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  current: z.unknown().optional(),
})
export type Problem = z.infer<typeof Problem>
