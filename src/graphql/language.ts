import type { Language } from '../model/language.ts'
import { builder } from './builder.ts'
import { attributedFields, itself, providedText } from './provided-fields.ts'

export const LanguageRef = builder.objectRef<Language>('Language').implement({
  description: 'A language in which a service, location or phone is offered (HSDS language).',
  fields: (t) => ({
    ...attributedFields(t, 'language'),
    ...providedText(t, 'String', itself, {
      name: 'The name of the language, in English where the language is known. Null if not provided.',
      code: 'The ISO 639 code of the language, in lower case. Null where none is provided or known.',
      note: 'Further information about the language support, for example about interpreters. Null if not provided.',
    }),
  }),
})
