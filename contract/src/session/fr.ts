/** Signing in, and what a person keeps of its own. */
export const session = {
  signIn: {
    title: 'Connexion',
    email: 'Adresse e-mail',
    password: 'Mot de passe',
    submit: 'Se connecter',
    forgotten: 'Mot de passe oublié ? Demandez à votre administrateur une nouvelle invitation.',
    demonstration: 'Ceci est une organisation d’exemple : vous pouvez tout essayer.',
  },
}
