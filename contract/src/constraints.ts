/**
 * The database guards itself: what it says when it refuses, in the reader's words, by the name of the rule that was
 * broken. A rule without a sentence here can only be broken by a bug of ours.
 */
export const constraints = {
  client_name: {
    fr: 'Un client en cours porte déjà ce nom.',
    en: 'A current client bears this name already.',
  },
  supplier_name: {
    fr: 'Un fournisseur en cours porte déjà ce nom.',
    en: 'A current supplier bears this name already.',
  },
  person_email: {
    fr: 'Une personne en activité a déjà cette adresse électronique.',
    en: 'An active person has this e-mail address already.',
  },
  person_email_check: {
    fr: 'Cette adresse électronique n’est pas utilisable.',
    en: 'This e-mail address is not usable.',
  },
  person_belongs: {
    fr: 'Une personne appartient au prestataire, à un client ou à un fournisseur, avec les rôles qui y correspondent.',
    en: 'A person belongs to the provider, a client or a supplier, with the roles that go with it.',
  },
  hour_pot_one_at_a_time: {
    fr: 'Un forfait d’heures de ce client court déjà sur ces dates, pour le même service.',
    en: 'A pot of hours of this client already runs on these dates, for the same service.',
  },
  duty_rule_name: {
    fr: 'Une échéance du rythme porte déjà ce nom pour ce client.',
    en: 'A duty of the rhythm bears this name already for this client.',
  },
  duty_rule_kit: {
    fr: 'Cette échéance de la trousse a déjà été reprise.',
    en: 'This duty of the kit was taken over already.',
  },
  report_is_for_a_client: {
    fr: 'Un rapport de configuration est fait pour un client.',
    en: 'A configuration report is made for a client.',
  },
  hour_pot_in_order: {
    fr: 'La fin d’un forfait ne précède pas son début.',
    en: 'A pot of hours does not end before it begins.',
  },
  client_domain_taken: {
    fr: 'Un autre client a déjà ce domaine.',
    en: 'Another client has this domain already.',
  },
  client_domain_is_domain: {
    fr: 'Un nom de domaine est attendu, comme exemple.fr.',
    en: 'The name of a domain is expected, like example.com.',
  },
  mailbox_address: {
    fr: 'Une boîte en service a déjà cette adresse.',
    en: 'A mailbox in use has this address already.',
  },
  ci_needs_authority: {
    fr: 'Un élément contrôlé en service ne change que par un changement autorisé ou une correction signée.',
    en: 'A controlled item in service changes only by an authorised change or a signed correction.',
  },
  record_gives_authority: {
    fr: 'Ce ticket n’autorise pas de modifier cet élément.',
    en: 'That record does not allow a change of this item.',
  },
  ci_unique_value: {
    fr: 'Un autre élément de ce type porte déjà cette valeur, qui doit être unique.',
    en: 'Another item of this type has this value already, and it must be unique.',
  },
  ci_type_name: { fr: 'Un type d’élément porte déjà ce nom.', en: 'A type of item bears this name already.' },
  relation_once: {
    fr: 'Ces deux éléments sont déjà liés de cette façon.',
    en: 'These two items are related like this already.',
  },
  team_name: { fr: 'Une équipe porte déjà ce nom.', en: 'A team bears this name already.' },
  service_name: { fr: 'Un service porte déjà ce nom.', en: 'A service bears this name already.' },
  ticket_template_name: {
    fr: 'Un gabarit porte déjà ce nom.',
    en: 'A ticket template bears this name already.',
  },
  reply_name: {
    fr: 'Une réponse type de ce service porte déjà ce nom.',
    en: 'A canned answer of this service bears this name already.',
  },
  category_name: { fr: 'Une catégorie porte déjà ce nom.', en: 'A category bears this name already.' },
  substitution_check: {
    fr: 'Une personne ne se remplace pas elle-même.',
    en: 'Nobody stands in for himself.',
  },
  substitution_check1: {
    fr: 'Une absence se termine après son début.',
    en: 'An absence ends after it begins.',
  },
  agreement_client_id_service_id_key: {
    fr: 'Ce client a déjà un accord pour ce service.',
    en: 'This client has an agreement for this service already.',
  },
  artefact_kind_key_client_id_key: {
    fr: 'Cet artefact existe déjà.',
    en: 'This artefact exists already.',
  },
  artefact_version_artefact_id_number_key: {
    fr: 'Quelqu’un vient d’écrire une autre version.',
    en: 'Somebody has just written another version.',
  },
  approved_version_is_frozen: {
    fr: 'Une version approuvée, ou proposée par la trousse, ne se modifie plus : écrivez-en une nouvelle.',
    en: 'A version that was approved, or proposed by the kit, is no longer edited: write a new one.',
  },
  in_force_is_written_once: {
    fr: 'La date d’entrée en vigueur ne se modifie plus.',
    en: 'The instant from which a version is in force is not changed any more.',
  },
  in_force_not_in_past: {
    fr: 'Une version n’entre pas en vigueur dans le passé.',
    en: 'A version is not put in force in the past.',
  },
  one_in_force: {
    fr: 'Une autre version est en vigueur à ce moment-là.',
    en: 'Another version is in force at that time.',
  },
  writing_is_of_record: {
    fr: 'L’écrit joint n’est pas un fichier de ce ticket.',
    en: 'The writing is no file of this ticket.',
  },
  step_follows_procedure: {
    fr: 'La procédure en vigueur n’a pas de chemin vers cette étape.',
    en: 'The procedure in force has no way to that step.',
  },
  override_has_reason: {
    fr: 'Une priorité décidée autrement que par la grille veut un motif.',
    en: 'A priority that the grid did not decide needs a reason.',
  },
  record_priority_reason_check: {
    fr: 'Une priorité décidée autrement que par la grille veut un motif.',
    en: 'A priority that the grid did not decide needs a reason.',
  },
  major_is_incident: { fr: 'Seul un incident est majeur.', en: 'Only an incident is major.' },
  record_link_check: {
    fr: 'Un ticket n’est pas lié à lui-même.',
    en: 'A ticket is not linked to itself.',
  },
  record_link_pkey: { fr: 'Ces tickets sont déjà liés ainsi.', en: 'These tickets are linked so already.' },
  handover_open: {
    fr: 'Ce ticket est déjà confié à ce fournisseur.',
    en: 'This ticket is handed to this supplier already.',
  },
  handover_check: {
    fr: 'Une prise en charge se termine après son début.',
    en: 'A handover ends after it begins.',
  },
  backup_plan_hour: { fr: 'L’heure va de 0 à 23.', en: 'The hour is from 0 to 23.' },
  backup_plan_folder: {
    fr: 'Le chemin du dossier est trop long.',
    en: 'The path of the folder is too long.',
  },
  backup_plan_daily: {
    fr: 'Gardez de 1 à 60 sauvegardes quotidiennes.',
    en: 'Keep from 1 to 60 daily backups.',
  },
  backup_plan_weekly: {
    fr: 'Gardez de 0 à 60 sauvegardes hebdomadaires.',
    en: 'Keep from 0 to 60 weekly backups.',
  },
  backup_plan_monthly: {
    fr: 'Gardez de 0 à 120 sauvegardes mensuelles.',
    en: 'Keep from 0 to 120 monthly backups.',
  },
  running_timer_pkey: {
    fr: 'Un chronomètre tourne déjà : arrêtez-le d’abord.',
    en: 'A timer is running already: stop it first.',
  },
  absence_in_order: {
    fr: 'Une absence se termine après son début.',
    en: 'An absence ends after it begins.',
  },
  on_call_turn_one_at_a_time: {
    fr: 'Un autre tour d’astreinte de cette équipe couvre déjà ce moment.',
    en: 'Another on-call turn of this team covers that time already.',
  },
  intervention_in_order: {
    fr: 'Une intervention se termine après son début.',
    en: 'A visit ends after it begins.',
  },
  intervention_ends_after_start: {
    fr: 'Une intervention se termine après son début.',
    en: 'A visit ends after it begins.',
  },
  time_entry_corrected_once: {
    fr: 'Ce temps a déjà été repris.',
    en: 'This time has been taken back already.',
  },
  time_entry_counter_has_reason: {
    fr: 'Reprendre un temps veut un motif.',
    en: 'Taking time back needs a reason.',
  },
  time_entry_minutes_check: {
    fr: 'Un temps passé va d’une minute à vingt-quatre heures.',
    en: 'Time spent is from one minute to twenty-four hours.',
  },
  back_out_before_approval: {
    fr: 'Un changement n’est pas soumis sans plan de retour arrière.',
    en: 'A change is not submitted without a plan to back out.',
  },
  change_needs_approval: {
    fr: 'Ce changement n’est pas approuvé tel qu’il est : ceux que désigne le tableau des acteurs doivent d’abord décider.',
    en: 'This change is not approved as it stands: those whom the table of actors names decide first.',
  },
  change_needs_model: {
    fr: 'Un changement standard suit un modèle approuvé et à jour, et ne touche que les types d’éléments de ce modèle.',
    en: 'A standard change follows a model that is approved and up to date, and touches only the types of items of that model.',
  },
  change_waits_for_decision: {
    fr: 'Ce changement n’attend pas de décision.',
    en: 'This change does not wait for a decision.',
  },
  change_as_submitted: {
    fr: 'Ce qui avait été soumis a changé depuis : il faut le soumettre de nouveau.',
    en: 'What was submitted has changed since: it is to be submitted anew.',
  },
  change_seat_is_yours: {
    fr: 'Cette décision revient à quelqu’un d’autre.',
    en: 'This decision is somebody else’s.',
  },
  change_seats_in_order: {
    fr: 'D’autres décident avant vous.',
    en: 'Others decide before you.',
  },
  change_decided_once: {
    fr: 'Cette décision est déjà prise.',
    en: 'This decision has been taken already.',
  },
  outside_window_of_emergency: {
    fr: 'Seul un changement urgent fait décider le client pour une interruption hors de la fenêtre convenue.',
    en: 'Only an emergency has the client decide because of an outage outside the agreed window.',
  },
  change_signed_once: {
    fr: 'Cet accord oral est déjà signé.',
    en: 'This oral agreement has been signed already.',
  },
  change_refusal_has_reason: {
    fr: 'Ajourner ou refuser veut un motif.',
    en: 'Adjourning or refusing needs a reason.',
  },
  change_oral_is_told: {
    fr: 'Un accord oral dit qui, par quel moyen et quand.',
    en: 'An oral agreement says who, by what means and when.',
  },
  change_writing_is_attached: {
    fr: 'L’écrit qui porte cet accord doit être joint à ce changement.',
    en: 'The writing that bears this agreement is to be attached to this change.',
  },
  change_control_by_another: {
    fr: 'Le contrôle revient à quelqu’un qui n’a ni demandé, ni approuvé, ni réalisé ce changement.',
    en: 'The control is for somebody who neither asked for this change, nor approved it, nor carries it out.',
  },
  change_controlled_once: {
    fr: 'Vous avez déjà contrôlé ce changement.',
    en: 'You have controlled this change already.',
  },
  change_is_classified: {
    fr: 'Dites d’abord le type, la gravité et l’impact du changement.',
    en: 'First say the type, the severity and the impact of the change.',
  },
  change_actors_in_force: {
    fr: 'Aucun tableau des acteurs du changement : adoptez d’abord la proposition.',
    en: 'There is no table of change actors: adopt the proposition first.',
  },
  change_window_in_order: {
    fr: 'La fenêtre se termine après son début.',
    en: 'The window ends after it begins.',
  },
  change_window_whole: {
    fr: 'Une fenêtre a un début et une fin.',
    en: 'A window has a beginning and an end.',
  },
  change_freeze_in_order: {
    fr: 'Une période se termine après son début.',
    en: 'A period ends after it begins.',
  },
  critical_period_has_client: {
    fr: 'Une période critique est celle d’un client.',
    en: 'A critical period is a client’s.',
  },
  change_freeze_name: {
    fr: 'Un nom tient en 200 caractères.',
    en: 'A name fits into 200 characters.',
  },
  change_announced_once: {
    fr: 'Les clients en sont déjà avertis.',
    en: 'The clients have been told of it already.',
  },
  client_article_names_client: {
    fr: 'Un article pour un client nomme ce client ; les autres n’en nomment pas.',
    en: 'An article for one client names that client; others name none.',
  },
  trend_stays: {
    fr: 'Une revue des tendances visée ne change plus.',
    en: 'A trend review that was signed no longer changes.',
  },
  trend_dismissal_has_reason: {
    fr: 'Écarter un constat veut un motif.',
    en: 'Dismissing a finding needs a reason.',
  },
  article_feedback_word_check: {
    fr: 'Un avis tient en 500 caractères.',
    en: 'An opinion fits into 500 characters.',
  },
} as const satisfies Record<string, { fr: string; en: string }>

export type ConstraintName = keyof typeof constraints

export const isConstraint = (name: string): name is ConstraintName => Object.hasOwn(constraints, name)
