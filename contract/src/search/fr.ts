/** Search results on a page of their own. */
export const search = {
  title: 'Recherche',
  for: 'Recherche : {{q}}',
  label: 'Rechercher partout',
  found_one: '{{count}} résultat',
  found_other: '{{count}} résultats',
  atMost: 'Les {{count}} premiers résultats',
  all: 'Tout',
  kind: {
    INC: 'Incidents',
    REQ: 'Demandes',
    PRB: 'Problèmes',
    CHG: 'Changements',
    ECH: 'Échéances',
    ART: 'Articles',
    CI: 'Parc',
    client: 'Clients',
    person: 'Personnes',
    service: 'Services',
    supplier: 'Fournisseurs',
  },
  emptyTitle: 'Que cherchez-vous ?',
  emptyText:
    'Des mots, un numéro (INC-42), un nom de client ou de personne. Les fautes de frappe et les accents oubliés ne gênent pas.',
  noneTitle: 'Rien ne correspond à « {{q}} »',
  noneText: 'Essayez un autre mot, ou une partie du nom.',
}
